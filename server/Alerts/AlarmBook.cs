using Vigia.Wire;

namespace Vigia.Server.Alerts;

/// <summary>
/// Takes the alarms that nodes raise by themselves. Told at once; acknowledged to the node only when <c>vigia.db</c> holds
/// them, so that a node repeats what we could not keep. Safe for several threads.
/// </summary>
internal sealed class AlarmBook(
    AlertStore store,
    MessageDispatcher dispatcher,
    AlertTexts texts,
    AlertDesk desk,
    ILogger<AlarmBook> log
)
{
    public const string Rule = "node-alarm";

    /// <summary>Alarms remembered beside the store; the oldest is forgotten first.</summary>
    public const int MaxRemembered = 10_000;

    /// <summary>Points of one node with an alarm that stands; alarms of further ones are kept and acknowledged, but not told.</summary>
    public const int MaxPointsOfNode = 32;

    /// <summary>Alarms of one point this soon after another belong to the same alert.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<AlarmKey, Taken> taken = [];
    private readonly Queue<AlarmKey> order = [];
    private Dictionary<(string Node, string Point), Standing>? standing;
    private int wordsSeen;

    private readonly record struct AlarmKey(string Node, BootId Boot, long Aid);

    /// <param name="Told">Null where the alarm belongs to an alert that stands, or to none.</param>
    private sealed record Taken(long? AlertId, Message? Told, long? Ended, long AtMs, bool Stored);

    private sealed record Standing(long AlertId, long LastMs);

    /// <summary><paramref name="zone"/>: where the node is, for the text.</summary>
    public AlarmAnswer Take(string node, AlarmReport report, DateTimeOffset now, string? zone = null)
    {
        if (
            !Reading.IsPointName(report.Point)
            || report.Unit.Length > 16
            || !double.IsFinite(report.Value)
            || report.Aid < 0
        )
        {
            return AlarmAnswer.BadMessage;
        }

        lock (gate)
        {
            var key = new AlarmKey(node, report.Boot, report.Aid);
            if (taken.TryGetValue(key, out var before))
            {
                return before.Stored ? AlarmAnswer.Known : Store(key, before);
            }

            if (store.Read(db => NodeAlarmTable.Holds(db, node, report.Boot, report.Aid), otherwise: false))
            {
                return AlarmAnswer.Known;
            }

            return Store(key, Judge(node, report, now, zone));
        }
    }

    private Taken Judge(string node, AlarmReport report, DateTimeOffset now, string? zone)
    {
        AlertMetrics.NodeAlarms.Add(1);
        var nowMs = now.ToUnixTimeMilliseconds();
        var place = (node, report.Point);
        // What a person has ended meanwhile stands no more: the next alarm of that point is told again.
        if (standing is null || wordsSeen != store.Words)
        {
            wordsSeen = store.Words;
            standing = KeepTimes(LoadStanding(), standing);
        }

        var last = standing.GetValueOrDefault(place);
        if (last is not null && nowMs - last.LastMs < Together.TotalMilliseconds)
        {
            standing[place] = last with { LastMs = nowMs };
            return new Taken(last.AlertId, Told: null, Ended: null, nowMs, Stored: false);
        }

        if (last is null && standing.Keys.Count(known => known.Node == node) >= MaxPointsOfNode)
        {
            log.LogWarning("Node {Node} has too many alarms: {Point} is kept, but not told", node, report.Point);
            return new Taken(AlertId: null, Told: null, Ended: null, nowMs, Stored: false);
        }

        var alert = AlertOf(node, report, nowMs, zone);
        standing[place] = new Standing(alert.Id, nowMs);
        var message = Message.About(alert, MessageKind.Raised, texts.Raised(alert), nowMs);
        AlertMetrics.Raised.Add(1);
        return new Taken(alert.Id, message, last?.AlertId, nowMs, Stored: false);
    }

    private AlarmAnswer Store(AlarmKey key, Taken alarm)
    {
        var stored = store.TryWrite(
            "a node's alarm",
            db =>
            {
                if (alarm.Told is { } message)
                {
                    AlertTable.Insert(db, message.Alert, StepReason.NodeAlarm);
                    MessageTable.Insert(db, message);
                }

                if (alarm.Ended is { } old)
                {
                    AlertTable.Clear(db, new AlertClearing(old, alarm.AtMs, alarm.AtMs, Value: null, StepReason.NewerAlarm));
                }

                NodeAlarmTable.Insert(db, key.Node, key.Boot, key.Aid, alarm.AlertId, alarm.AtMs);
            }
        );
        if (stored)
        {
            Remember(key, alarm with { Stored = true });
            dispatcher.Wake();
            desk.Tell();
            return AlarmAnswer.Stored;
        }

        Remember(key, SendAnyway(alarm));
        return AlarmAnswer.NotStored;
    }

    // Told once, however often the node repeats it.
    private Taken SendAnyway(Taken alarm)
    {
        if (alarm.Told is not { Unpersisted: false } message)
        {
            return alarm;
        }

        var unstored = message with { Unpersisted = true, Alert = message.Alert with { Unpersisted = true } };
        dispatcher.SendUnstored(unstored);
        return alarm with { Told = unstored };
    }

    private void Remember(AlarmKey key, Taken alarm)
    {
        if (!taken.ContainsKey(key))
        {
            order.Enqueue(key);
        }

        taken[key] = alarm;
        if (order.Count > MaxRemembered)
        {
            taken.Remove(order.Dequeue());
        }
    }

    private Alert AlertOf(string node, AlarmReport report, long nowMs, string? zone)
    {
        var quantity = Quantity.Of(report.Point, report.Unit);
        var told = report.T * 1000;
        var eventMs = told > 0 && told <= nowMs ? (long)told : nowMs;
        return new Alert(
            store.TakeAlertId(),
            Rule,
            node,
            report.Point,
            zone,
            Severity.Severe,
            Urgency.Immediate,
            Certainty.Observed,
            AlertState.Raised,
            eventMs,
            nowMs,
            report.Value * quantity.Factor,
            report.Limit * quantity.Factor,
            quantity == Quantity.Other ? report.Unit : quantity.Unit
        );
    }

    // Those that no store would take yet stand too.
    private Dictionary<(string, string), Standing> KeepTimes(
        Dictionary<(string, string), Standing> stored,
        Dictionary<(string, string), Standing>? known
    )
    {
        foreach (var (place, last) in known ?? [])
        {
            if (stored.TryGetValue(place, out var again) ? again.AlertId == last.AlertId : !IsStored(last.AlertId))
            {
                stored[place] = last;
            }
        }

        return stored;
    }

    private bool IsStored(long id) => store.Read(db => AlertTable.StateOf(db, id), otherwise: null) is not null;

    private Dictionary<(string, string), Standing> LoadStanding() =>
        store
            .Read(AlertTable.Open, [])
            .Where(alert => alert.Rule == Rule)
            .GroupBy(alert => (alert.Node, alert.Point))
            .ToDictionary(group => group.Key, group => new Standing(group.Last().Id, group.Last().RaisedMs));
}

internal enum AlarmAnswer
{
    /// <summary>In <c>vigia.db</c> now: to be acknowledged.</summary>
    Stored,

    /// <summary>Was there already: to be acknowledged again.</summary>
    Known,

    /// <summary>Told, but not kept: not to be acknowledged, the node repeats it.</summary>
    NotStored,
    BadMessage,
}
