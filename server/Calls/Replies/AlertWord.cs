using Vigia.Server.Alerts;
using Vigia.Server.Calls.Core;
using Vigia.Server.Calls.Texts;
using Vigia.Server.Farm;
using Vigia.Server.Rules.People;

namespace Vigia.Server.Calls.Replies;

/// <summary>
/// A person's word about an alert: SI, OK, VOY, NO, FIN, FALSA, FUEGO. It goes to the alert's trail as that person's, by text. FIN is
/// for who leads; of a fire FALSA too, for it ends the calling: of others it is told to who leads.
/// </summary>
internal sealed class AlertWord(CallDesk desk, AlertDesk alerts, IWordOfPeople fires, FarmBook farm, CallTexts texts)
{
    public Said Do(Heard heard)
    {
        var found = Find(heard);
        if (found.Alert is not { } alert)
        {
            return found.Said!;
        }

        return heard.Reply.Word switch
        {
            ReplyWord.End => End(heard, alert, isFalse: false),
            ReplyWord.False => End(heard, alert, isFalse: true),
            _ => Answer(heard, alert),
        };
    }

    /// <summary>A person sees a fire; without a place it is the one that stands about which the person was called.</summary>
    public Said Fire(Heard heard)
    {
        var zones =
            heard.Reply.Rest.Length > 0 ? PlaceReader.Find(farm.Plan.Zones, heard.Reply.Rest) : OfStanding(heard);
        if (zones is not [var zone])
        {
            return new Said { Answer = (_, texts) => texts.WhichPlace(heard.Person.Language) };
        }

        return fires.Say(new PersonWord(WordKind.Fire, zone.Name, heard.By, heard.At)) switch
        {
            WordAnswer.Taken or WordAnswer.TakenUnstored => Said.To(words =>
                words.FireTaken(zone.Title.In(heard.Person.Language))
            ),
            _ => Said.To(words => words.TryAgain),
        };
    }

    private IReadOnlyList<ZonePlan> OfStanding(Heard heard) =>
        [
            .. desk.OpenOf(heard.Person.Name)
                .Where(alert => IsFire(alert) && (heard.Reply.Code is not { } code || Is(alert, code)))
                .Select(alert => farm.Plan.Zone(alert.Zone))
                .OfType<ZonePlan>()
                .Distinct(),
        ];

    private Said Answer(Heard heard, Alert alert)
    {
        var word = heard.Reply.Word!.Value;
        if (word.IsYes() && alerts.Acknowledge(alert.Id, heard.By, heard.At) == DeskAnswer.Done)
        {
            return Kept(heard, alert, word);
        }

        // The first yes is a step of its own; what others say stands beside it.
        alerts.Note(alert.Id, CallWords.Of(farm.Plan.Language).Typed(word), heard.By, heard.At);
        return Kept(heard, alert, word);
    }

    private Said Kept(Heard heard, Alert alert, ReplyWord word) =>
        desk.Answer(heard.Id, alert, heard.Person.Name, word)
            ? Said.Nothing with
            {
                Alert = alert.Id,
                IsKept = true,
            }
            : Said.Later;

    private Said End(Heard heard, Alert alert, bool isFalse)
    {
        var state = desk.StateOf(alert.Id);
        var (word, isFire) = (heard.Reply.Word!.Value, IsFire(alert));
        if ((isFire || !isFalse) && !Leads(heard, alert, state))
        {
            return NotForYou(heard, alert, state, word);
        }

        return DoEnd(heard, alert, isFalse, isFire) switch
        {
            DeskAnswer.Done => Said.To(words => words.Closed(alert.Code)) with { Alert = alert.Id },
            DeskAnswer.AlreadyOver => Said.To(words => words.AlreadyOver(alert.Code)) with { Alert = alert.Id },
            DeskAnswer.NotStored => Said.Later,
            _ => Said.To(words => words.TryAgain) with { Alert = alert.Id },
        };
    }

    // Of a fire the rules have to hear it: the same evidence must not raise it again.
    private DeskAnswer DoEnd(Heard heard, Alert alert, bool isFalse, bool isFire)
    {
        if (isFire && alert.Zone is { } zone)
        {
            var kind = isFalse ? WordKind.False : WordKind.Over;
            var answer = fires.Say(new PersonWord(kind, zone, heard.By, heard.At));
            if (answer is WordAnswer.Taken or WordAnswer.NotStored)
            {
                return answer == WordAnswer.Taken ? DeskAnswer.Done : DeskAnswer.NotStored;
            }
        }

        return isFalse ? alerts.DeclareFalse(alert.Id, heard.By, heard.At) : alerts.Close(alert.Id, heard.By, heard.At);
    }

    private bool Leads(Heard heard, Alert alert, Calling? state)
    {
        var roster = desk.RosterNow();
        return state?.Chief == heard.Person.Name
            || state?.Line.FirstOrDefault() == heard.Person.Name
            || roster.IsChief(heard.Person.Name, state?.Role ?? roster.RoleOf(alert), heard.At);
    }

    private Said NotForYou(Heard heard, Alert alert, Calling? state, ReplyWord word)
    {
        var chief = state?.Chief ?? "";
        alerts.Note(alert.Id, CallWords.Of(farm.Plan.Language).Typed(word), heard.By, heard.At);
        var refused = Said.To(words => words.OnlyTheChief(words.Typed(word), alert.Code, texts.TitleOf(chief)));
        return refused with
        {
            Alert = alert.Id,
            Other =
                word == ReplyWord.False && chief.Length > 0
                    ? (chief, words => words.SaysFalse(heard.Person.Title, alert.Code))
                    : null,
        };
    }

    private (Alert? Alert, Said? Said) Find(Heard heard)
    {
        var mine = desk.OpenOf(heard.Person.Name).Where(Stands).ToList();
        if (heard.Reply is { Code: { } sure, IsCodeSure: true })
        {
            return Coded(mine.Concat(alerts.Open()), sure);
        }

        // "Voy en 10": a number among words is a code only where it is one of theirs.
        if (heard.Reply.Code is { } code && mine.Where(alert => Is(alert, code)).ToList() is [var meant])
        {
            return (meant, null);
        }

        return mine switch
        {
            [var only] => (only, null),
            [] => (null, Said.To(words => words.NothingOpen)),
            _ => (
                null,
                new Said { Answer = (_, texts) => texts.WhichOne(heard.Reply.Word!.Value, mine, heard.Person.Language) }
            ),
        };
    }

    private (Alert? Alert, Said? Said) Coded(IEnumerable<Alert> open, string code)
    {
        if (open.Where(alert => Is(alert, code)).DistinctBy(alert => alert.Id).ToList() is [var only])
        {
            return (only, null);
        }

        // There may be more open than are listed.
        return alerts.Find(code) is not { } known ? (null, Said.To(words => words.NoSuchCode(code)))
            : known.State.IsOver() ? (null, Said.To(words => words.AlreadyOver(known.Code)) with { Alert = known.Id })
            : (known, null);
    }

    // One that cannot be read stands, as the desk knows it.
    private bool Stands(Alert alert) =>
        alerts.Find(alert.Code) is not { } now || (now.Id == alert.Id && !now.State.IsOver());

    private static bool Is(Alert alert, string code) =>
        alert.Code == code || (char.IsAsciiDigit(code[0]) && alert.Code[1..] == code);

    private bool IsFire(Alert alert) => new AlertNames(farm).IsFire(alert);
}
