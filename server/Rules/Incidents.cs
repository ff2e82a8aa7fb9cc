using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>
/// Makes alerts and messages of what rules found, keeps those that stand, and leaves all of it in <see cref="Unsaved"/> for the
/// store. One incident a rule and place; what it is about is not told twice.
/// </summary>
internal sealed class Incidents(AlertTexts texts, AlertStore store, ServerClocks clocks)
{
    private readonly Dictionary<long, Alert> standing = [];

    public Judgements Unsaved { get; private set; } = new();

    /// <summary>The newest wind of the farm, for the texts of a fire; null: not known.</summary>
    public double? Wind { get; set; }

    public void Load()
    {
        foreach (var alert in store.Read(AlertTable.Open, []).Where(alert => alert.Rule != AlarmBook.Rule))
        {
            standing[alert.Id] = alert;
        }
    }

    public IEnumerable<Alert> Standing() => standing.Values.OrderBy(alert => alert.Id);

    public IEnumerable<Alert> Standing(string rule) => Standing().Where(alert => alert.Rule == rule);

    /// <summary>The number of the new alert.</summary>
    public long Raise(string rule, string? zone, Finding finding, Verdict verdict)
    {
        var alert = new Alert(
            store.TakeAlertId(),
            rule,
            finding.Node,
            finding.Point,
            zone,
            finding.Weight.Severity,
            finding.Weight.Urgency,
            finding.Weight.Certainty,
            AlertState.Raised,
            finding.Time.ToUnixTimeMilliseconds(),
            NowMs(),
            finding.Value,
            finding.Limit,
            finding.Unit,
            Seen: finding.Seen
        );
        standing[alert.Id] = alert;
        AlertMetrics.Raised.Add(1);
        Unsaved.Raise(alert, verdict, finding.IsTold ? MessageOf(alert, MessageKind.Raised, alert.RaisedMs) : null);
        return alert.Id;
    }

    /// <summary>An incident that stands is worse, surer or larger than it was.</summary>
    public void Grow(long id, Finding finding, Verdict verdict, bool isTold)
    {
        if (!standing.TryGetValue(id, out var before))
        {
            return;
        }

        var alert = before with
        {
            Severity = finding.Weight.Severity,
            Urgency = finding.Weight.Urgency,
            Certainty = finding.Weight.Certainty,
            Seen = finding.Seen,
            Value = finding.Value,
            Node = finding.Node,
            Point = finding.Point,
        };
        standing[id] = alert;
        var kind = IsTold(before) ? MessageKind.Escalated : MessageKind.Raised;
        var now = NowMs();
        Unsaved.Grow(new AlertUpdate(alert, now, $"{verdict}"), isTold ? MessageOf(alert, kind, now) : null);
    }

    /// <param name="id">Null, or one that does not stand: nothing happens.</param>
    public void Clear(long? id, Finding? finding, Verdict verdict, DateTimeOffset time)
    {
        if (id is not { } number || !standing.Remove(number, out var alert))
        {
            return;
        }

        var eventMs = (finding?.Time ?? time).ToUnixTimeMilliseconds();
        var end = new AlertClearing(number, eventMs, NowMs(), finding?.Value, $"{verdict}");
        AlertMetrics.Cleared.Add(1);
        if (IsTold(alert))
        {
            Unsaved.Clear(
                end,
                Message.About(alert, MessageKind.Cleared, texts.Cleared(alert, end.Value, eventMs), end.AtMs)
            );
        }
        else
        {
            Unsaved.Clear(end);
        }
    }

    /// <summary>Ends without a word what belongs to no rule any more.</summary>
    public void Drop(Alert alert, string reason)
    {
        standing.Remove(alert.Id);
        var now = NowMs();
        Unsaved.Clear(new AlertClearing(alert.Id, now, now, Value: null, reason));
    }

    /// <summary>The store has all that was decided.</summary>
    public void Saved() => Unsaved = new Judgements();

    /// <summary>For a store that was replaced by a fresh one.</summary>
    public void RestoreAll()
    {
        foreach (var alert in standing.Values)
        {
            Unsaved.Restore(alert);
        }
    }

    // What is only possible was shown, but sent to nobody.
    private static bool IsTold(Alert alert) => alert.Certainty > Certainty.Possible;

    private Message MessageOf(Alert alert, MessageKind kind, long nowMs) =>
        Message.About(alert, kind, texts.Raised(alert, Wind), nowMs);

    private long NowMs() => clocks.World.GetUtcNow().ToUnixTimeMilliseconds();
}
