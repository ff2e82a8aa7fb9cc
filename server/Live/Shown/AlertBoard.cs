using Vigia.Server.Alerts;
using Vigia.Server.Calls;
using Vigia.Server.Calls.Replies;
using Vigia.Server.Farm;
using Vigia.Server.Rules.Service;
using Vigia.Wire;

namespace Vigia.Server.Live.Shown;

/// <summary>Alerts as people see them, in both languages.</summary>
internal sealed class AlertBoard(AlertDesk desk, AlertNames names, FarmBook farm, CallBook calls)
{
    /// <summary>Alerts that are over, on a zone's page.</summary>
    public const int MaxOver = 10;

    /// <summary>Open alerts that say who was called; a storm's others say it on their own page.</summary>
    private const int MaxCalled = 20;

    /// <summary>Alerts that are over, and late findings, on the page of all alerts.</summary>
    public const int MaxListed = 100;

    /// <summary>Those that stand, newest first.</summary>
    public IReadOnlyList<AlertShown> Open() =>
        [.. desk.Open().Select((alert, i) => Show(alert, clearedMs: null, i < MaxCalled ? calls.Of(alert.Id) : null))];

    /// <summary>What is over at a zone, the last first.</summary>
    public IReadOnlyList<AlertShown> OverAt(string zone) =>
        [
            .. desk.Cleared(AlertDesk.Most)
                .Where(over => over.Alert.Zone == zone)
                .Take(MaxOver)
                .Select(over => Show(over.Alert, over.ClearedMs)),
        ];

    private string TitleOf(string person) => farm.Plan.Person(person)?.Title ?? person;

    public AlertsShown All(DateTimeOffset lateSince) =>
        new(
            Open(),
            [.. desk.Cleared(MaxListed).Select(over => Show(over.Alert, over.ClearedMs))],
            LateAt(zone: null, lateSince)
        );

    /// <summary>Null: there is no such alert.</summary>
    public AlertDetail? Of(long id)
    {
        if (desk.Find(AlertCode.Of(id)) is not { } alert || alert.Id != id)
        {
            return null;
        }

        var trail = desk.Trail(id);
        var called = calls.Of(id);
        var ended = alert.State.IsOver() ? trail.LastOrDefault(step => step.State.IsOver()) : null;
        return new AlertDetail(
            Show(alert, ended?.AtMs),
            [
                .. trail.Select(step => new StepShown(
                    step.AtMs,
                    step.Kind,
                    step.Reason,
                    step.State,
                    step.Who,
                    step.Means,
                    step.Note
                )),
            ],
            [.. called.Calls.Select(call => new CallShown(TitleOf(call.Person), call.AtMs, call.Means, call.Outcome))],
            [.. called.Answers.Select(each => new AnswerShown(TitleOf(each.Person), each.Word, each.AtMs))],
            called.Chief is { } chief ? TitleOf(chief) : null
        );
    }

    /// <summary>The newest first.</summary>
    /// <param name="zone">Null: of the whole farm.</param>
    public IReadOnlyList<LateShown> LateAt(string? zone, DateTimeOffset since) =>
        [.. desk.LateFindings(zone, since).Take(zone is null ? MaxListed : MaxOver).Select(Show)];

    /// <summary>The worst that stands about what is measured at a zone; null when nothing does.</summary>
    public static ZoneState? WorstOf(string zone, IReadOnlyList<AlertShown> open)
    {
        var levels = open.Where(alert => alert.Zone == zone && alert.State != AlertState.Suppressed)
            .Select(alert => alert.Level)
            .ToList();
        return levels.Count > 0 ? levels.Max() : null;
    }

    private AlertShown Show(Alert alert, long? clearedMs, CallsOfAlert? called = null) =>
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
            Meanings.Of(alert.Point, alert.Unit),
            alert.AcknowledgedBy
        )
        {
            SnoozedUntilMs = alert.SnoozedUntilMs,
            Unit = Quantity.Of(alert.Point, null) == Quantity.Other ? alert.Unit : null,
            ParentCode = alert.ParentCode,
            IsFire = names.IsFire(alert),
            Called = called?.Calls.Select(call => call.Person).Distinct().Count() ?? 0,
            Coming = called is null ? "" : Coming(called),
        };

    // Who said yes, in whatever words, and has not said no since.
    private string Coming(CallsOfAlert called) =>
        string.Join(
            ", ",
            called
                .Answers.GroupBy(answer => answer.Person)
                .Where(said =>
                    said.Last().Word is nameof(ReplyWord.Yes) or nameof(ReplyWord.Ok) or nameof(ReplyWord.Coming)
                )
                .Select(said => TitleOf(said.Key))
        );

    private LateShown Show(LateFinding late)
    {
        var plan = farm.Plan;
        var rule = plan.Rules.FirstOrDefault(rule =>
            rule.Name == late.Rule && (rule.Zone is null || rule.Zone == late.Place)
        );
        return new LateShown(
            TextShown.Of(rule?.Title),
            TextShown.Of(plan.Zone(late.Place)?.Title ?? LocalText.Of(late.Place))!,
            late.Node,
            late.Point,
            Quantity.Of(late.Point, null).Name,
            late.FromMs,
            late.ToMs,
            Math.Round(late.Extreme, 4),
            Meanings.Of(late.Point, late.Unit)
        );
    }

    // A node that is not heard says nothing about its zone, neither good nor bad.
    private static ZoneState LevelOf(Alert alert) =>
        IsSilence(alert) ? ZoneState.NoSignal
        : alert.Severity >= Severity.Severe ? ZoneState.Act
        : ZoneState.Look;

    private static bool IsSilence(Alert alert) => ServiceRules.IsSilence(alert.Rule);

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
