using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Influx.States;

namespace Vigia.Server.Influx;

/// <summary>
/// A step of an alert as a line of measurement <c>alert</c>: what a chart marks, and a table tells in words. Pure. <c>level</c> is what
/// the alert makes of its place from then on: 0 it is over, 1 look, 2 act, 3 no signal.
/// </summary>
internal sealed class AlertLines(string site, AlertNames names)
{
    public const string Measurement = "alert";

    public void Write(AlertTransition step, LineBatch output)
    {
        var alert = step.Alert;
        output.WritePlain(Measurement);
        output.WriteTag("site", site);
        output.WriteTag("zone", alert.Zone ?? "");
        output.WriteTag("node", alert.Node);
        output.WriteTag("rule", alert.Rule);
        output.WriteTag("state", step.State.ToString().ToLowerInvariant());
        output.WriteField("id", alert.Id);
        output.WriteField("code", alert.Code);
        output.WriteField("severity", alert.Severity.ToString().ToLowerInvariant());
        output.WriteField("level", (long)LevelOf(step));
        output.WriteField("reason", step.Reason);
        output.WriteField("point", alert.Point);
        output.WriteField("value", alert.Value);
        output.WriteField("limit", alert.Limit);
        output.WriteField("unit", alert.Unit);
        output.WriteField("fire", names.IsFire(alert) ? 1L : 0L);
        WriteTexts(step, ChartWords.Spanish, output);
        WriteTexts(step, ChartWords.English, output);
        output.EndLine(step.Row, step.AtMs);
    }

    private void WriteTexts(AlertTransition step, ChartWords words, LineBatch output)
    {
        var line = $"{words.Of(names.PlaceOf(step.Alert))}: {words.Of(names.TitleOf(step.Alert))} ({step.Alert.Code})";
        output.WriteField($"line_{words.Code}", line);
        output.WriteField($"place_{words.Code}", words.Of(names.PlaceOf(step.Alert)));
        output.WriteField($"text_{words.Code}", words.Of(names.TitleOf(step.Alert)));
        output.WriteField($"do_{words.Code}", names.DoOf(step.Alert) is { } todo ? words.Of(todo) : "");
        output.WriteField($"word_{words.Code}", WordOf(step, words));
    }

    // What begins is said by what it asks of people.
    private static string WordOf(AlertTransition step, ChartWords words) =>
        step.State == AlertState.Raised ? words.Say($"state.{LevelOf(step)}") : words.Say($"step.{step.State}");

    private static ChartState LevelOf(AlertTransition step) =>
        step.State is AlertState.Cleared or AlertState.False or AlertState.Closed
            ? ChartState.Good
            : ChartJudge.LevelOf(step.Alert);
}
