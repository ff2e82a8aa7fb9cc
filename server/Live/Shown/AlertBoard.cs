using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Server.Live.Shown;

/// <summary>Alerts as people see them, in both languages.</summary>
internal sealed class AlertBoard(AlertDesk desk, AlertNames names)
{
    /// <summary>Alerts that are over, on a zone's page.</summary>
    public const int MaxOver = 10;

    /// <summary>Those that stand, newest first.</summary>
    public IReadOnlyList<AlertShown> Open() => [.. desk.Open().Select(alert => Show(alert, clearedMs: null))];

    /// <summary>What is over at a zone, the last first.</summary>
    public IReadOnlyList<AlertShown> OverAt(string zone) =>
        [
            .. desk.Cleared(AlertDesk.Most)
                .Where(over => over.Alert.Zone == zone)
                .Take(MaxOver)
                .Select(over => Show(over.Alert, over.ClearedMs)),
        ];

    /// <summary>The worst that stands about what is measured at a zone; null when nothing does.</summary>
    public static ZoneState? WorstOf(string zone, IReadOnlyList<AlertShown> open)
    {
        var levels = open.Where(alert => alert.Zone == zone).Select(alert => alert.Level).ToList();
        return levels.Count > 0 ? levels.Max() : null;
    }

    private AlertShown Show(Alert alert, long? clearedMs) =>
        new(
            alert.Id,
            alert.Code,
            LevelOf(alert),
            TextShown.Of(names.OwnTitleOf(alert)),
            TextShown.Of(names.DoOf(alert)),
            SeenOf(alert),
            alert.Zone,
            TextShown.Of(names.PlaceOf(alert))!,
            alert.Node,
            alert.Point,
            Quantity.Of(alert.Point, null).Name,
            alert.Severity,
            alert.State,
            alert.RaisedMs,
            clearedMs,
            HasReading(alert) ? Math.Round(alert.Value, 4) : null,
            MeaningOf(alert),
            alert.AcknowledgedBy
        );

    private static ValueMeaning MeaningOf(Alert alert)
    {
        var unit = Quantity.Of(alert.Point, null).Unit;
        return alert.Unit == unit ? ValueMeaning.Reading
            : alert.Unit == $"{unit}/min" ? ValueMeaning.ChangePerMinute
            : ValueMeaning.PlainNumber;
    }

    // A node that is not heard says nothing about its zone, neither good nor bad.
    private static ZoneState LevelOf(Alert alert) =>
        IsSilence(alert) ? ZoneState.NoSignal
        : alert.Severity >= Severity.Severe ? ZoneState.Act
        : ZoneState.Look;

    private static bool IsSilence(Alert alert) => alert.Rule is SilenceRule.Name or SilenceRule.Link;

    private bool HasReading(Alert alert) => !IsSilence(alert) && !names.IsFire(alert) && alert.Point.Length > 0;

    private TextShown? SeenOf(Alert alert) =>
        names.IsFire(alert) && alert.Seen.Length > 0
            ? new TextShown(SeenIn(AlertWordsEs.Instance, alert.Seen), SeenIn(AlertWordsEn.Instance, alert.Seen))
            : null;

    private static string SeenIn(AlertWords words, string seen) =>
        string.Join(
            ", ",
            SeenEvidence.All(seen).Select(one => one.Who is { } who ? words.SaidBy(who) : words.Seen(one.Word))
        );
}
