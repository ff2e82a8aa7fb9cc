using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Influx.States;

namespace Vigia.Server.Influx;

/// <summary>
/// A step of an alert as a line of measurement <c>alert</c>: what a chart marks, and a table tells in words. Pure. <c>level</c> is what
/// the alert makes of its place from then on: 0 it is over, 1 look, 2 act, 3 no signal. Tag <c>kind</c> is what the step did: a step
/// that left the state alone has the same <c>state</c> as the one before. A correction of times and a note are no lines.
/// </summary>
internal sealed class AlertLines(string site, AlertNames names)
{
    public const string Measurement = "alert";

    public void Write(AlertTransition transition, LineBatch output)
    {
        var (row, step, alert) = transition;
        if (step.Kind == StepKind.Corrected || step.Reason == StepReason.Note)
        {
            return;
        }

        output.WritePlain(Measurement);
        output.WriteTag("site", site);
        output.WriteTag("zone", alert.Zone ?? "");
        output.WriteTag("node", alert.Node);
        output.WriteTag("rule", alert.Rule);
        output.WriteTag("state", step.State.ToString().ToLowerInvariant());
        output.WriteTag("kind", step.Kind.ToString().ToLowerInvariant());
        output.WriteField("id", alert.Id);
        output.WriteField("code", alert.Code);
        output.WriteField("severity", alert.Severity.ToString().ToLowerInvariant());
        output.WriteField("level", (long)LevelOf(alert));
        output.WriteField("reason", $"{step.Reason}");
        output.WriteField("point", alert.Point);
        output.WriteField("value", alert.Value);
        output.WriteField("limit", alert.Limit);
        output.WriteField("unit", alert.Unit);
        output.WriteField("fire", names.IsFire(alert) ? 1L : 0L);
        WriteTexts(transition, ChartWords.Spanish, output);
        WriteTexts(transition, ChartWords.English, output);
        output.EndLine(row, step.AtMs);
    }

    private void WriteTexts(AlertTransition step, ChartWords words, LineBatch output)
    {
        var line = $"{words.Of(names.PlaceOf(step.Alert))}: {words.Of(names.TitleOf(step.Alert))} ({step.Alert.Code})";
        output.WriteField($"line_{words.Code}", line);
        output.WriteField($"place_{words.Code}", words.Of(names.PlaceOf(step.Alert)));
        output.WriteField($"text_{words.Code}", words.Of(names.TitleOf(step.Alert)));
        output.WriteField($"do_{words.Code}", names.DoOf(step.Alert) is { } todo ? words.Of(todo) : "");
        output.WriteField($"word_{words.Code}", WordOf(step.Step, step.Alert, words));
    }

    // What begins or grows is said by what it asks of people, what ends or is hidden by how it stands, all else by what happened.
    private static string WordOf(AlertStep step, Alert alert, ChartWords words) =>
        step.Kind switch
        {
            StepKind.Began or StepKind.BeganAgain or StepKind.Grew when alert.State == AlertState.Raised => words.Say(
                $"state.{LevelOf(alert)}"
            ),
            StepKind.Shown or StepKind.Woke or StepKind.Flapping => words.Say($"step.{step.Reason}"),
            _ => words.Say($"step.{alert.State}"),
        };

    private static ChartState LevelOf(Alert alert) =>
        alert.State.IsOver() ? ChartState.Good : ChartJudge.LevelOf(alert);
}
