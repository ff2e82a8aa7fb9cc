using System.Globalization;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Influx.States;

namespace Vigia.Server.Influx;

/// <summary>
/// A text as a line of measurement <c>sms</c>: to whom, about what, how far it got. Pure. A board may hang where everybody reads it and
/// be open without a password: of a person it has the first letter and the role, never a name or a number.
/// </summary>
internal sealed class SmsLines(string site, AlertNames names, Func<FarmPlan> plan)
{
    public const string Measurement = "sms";

    // Texts of one moment are rows one after the other: so many of them stay apart, in as many series at most.
    private const int Slots = 64;

    public void Write(SmsSeen text, LineBatch output)
    {
        output.WritePlain(Measurement);
        output.WriteTag("site", site);
        output.WriteTag("zone", text.Alert.Zone ?? "");
        output.WriteTag("slot", (text.Row % Slots).ToString(CultureInfo.InvariantCulture));
        output.WriteField("code", text.Alert.Code);
        output.WriteField("fire", names.IsFire(text.Alert) ? 1L : 0L);
        output.WriteField("state", text.State.ToString().ToLowerInvariant());
        if (text.SentMs is { } sent)
        {
            output.WriteField("took", Math.Max(0, sent - text.CreatedMs) / 1000.0);
        }

        foreach (var words in ChartWords.Both)
        {
            var about = $"{words.Of(names.PlaceOf(text.Alert))}: {words.Of(names.TitleOf(text.Alert))}";
            output.WriteField($"to_{words.Code}", WhoIs(text.To, words));
            output.WriteField($"line_{words.Code}", $"{about} ({text.Alert.Code})");
            output.WriteField($"word_{words.Code}", words.Say($"text.{text.State}"));
        }

        output.EndLine(text.Row, text.CreatedMs);
    }

    private string WhoIs(string digits, ChartWords words)
    {
        if (plan().People.FirstOrDefault(person => person.Phone.Digits == digits) is not { } person)
        {
            return words.Say("text.otherPhone");
        }

        var role = plan().Roles.FirstOrDefault(role => role.Value.Contains(person.Name)).Key;
        return role is null ? $"{person.Title[0]}." : $"{person.Title[0]}. · {words.Say($"roleOf.{role}")}";
    }
}
