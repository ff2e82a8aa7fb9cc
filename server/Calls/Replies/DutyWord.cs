using Vigia.Server.Alerts;
using Vigia.Server.Calls.Texts;
using Vigia.Server.Farm;

namespace Vigia.Server.Calls.Replies;

/// <summary>
/// What a person asks: LISTA, ESTADO, and ALTA. ALTA alone tells which duty the person has; ALTA with a role joins the duty of that
/// role, behind those whom the rota names, until the duty changes. Only who is in the role can join.
/// </summary>
internal sealed class DutyWord(CallDesk desk, AlertDesk alerts, Rations rations, CallTexts texts)
{
    public Said Do(Heard heard) =>
        heard.Reply.Word switch
        {
            ReplyWord.List => new Said { Answer = (_, texts) => texts.List(Standing(), heard.Person.Language) },
            ReplyWord.Status => Said.To(words => Status(heard, words)),
            _ => Join(heard),
        };

    private IReadOnlyList<Alert> Standing() => [.. alerts.Open().Where(alert => alert.Parent is null)];

    private string Status(Heard heard, CallWords words)
    {
        lock (desk.Gate)
        {
            return words.Status(Standing().Count, rations.LeftOf(heard.Person.Name, heard.At));
        }
    }

    private Said Join(Heard heard)
    {
        var (roster, person) = (desk.RosterNow(), heard.Person.Name);
        string[] own = [.. roster.RolesOf(person)];
        if (heard.Reply.Rest.Length == 0)
        {
            string[] duties = [.. roster.DutiesOf(person, heard.At)];
            return duties.Length > 0
                ? Said.To(words => words.YourDuties(CallTexts.RolesIn(duties, words)))
                : Said.To(words => words.NoDuty(CallTexts.RolesIn(own, words)));
        }

        if (own.FirstOrDefault(role => IsSaid(role, heard.Reply.Rest)) is not { } joined)
        {
            return Said.To(words => words.NoSuchRole(CallTexts.RolesIn(own, words)));
        }

        var until = roster.EndOfDuty(heard.At);
        return Said.To(words => words.Joined(words.Role(joined), texts.Clock(until))) with
        {
            Joined = new JoinedDuty(person, joined, until),
        };
    }

    // In either language, or as the farm file has it, with one wrong letter.
    private static bool IsSaid(string role, string rest) =>
        new[] { role, CallWords.Of(Language.Spanish).Role(role), CallWords.Of(Language.English).Role(role) }
            .Select(word => ReplyReader.Bare(word))
            .Any(word => rest == word || ReplyReader.IsTypo(rest, word));
}
