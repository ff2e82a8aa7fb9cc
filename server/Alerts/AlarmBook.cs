using Microsoft.Data.Sqlite;
using Vigia.Wire;

namespace Vigia.Server.Alerts;

/// <summary>
/// Takes the alarms that nodes raise by themselves. Told at once; acknowledged to the node only when <c>vigia.db</c> holds
/// them, so that a node repeats what we could not keep. A limit that stays passed is one alert, however often its node says so
/// again, and is over <see cref="Grace"/> after the node's last word expired. Safe for several threads.
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

    /// <summary>
    /// A node says again what stands with its first reading after the last word expired: a sweep, and a pause of the link, later.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>As long as a node file lets an alarm hold; a node that says more is taken at this.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    private readonly Lock gate = new();
    private readonly Dictionary<AlarmKey, Taken> taken = [];
    private readonly Queue<AlarmKey> order = [];

    // As in vigia.db. What a person ended is kept until its node says it no more, and is not told again.
    private Dictionary<AlarmPlace, Alert> standing = [];

    // Of the store's words; none yet.
    private int wordsSeen = -1;
    private long seenMs;

    private readonly record struct AlarmKey(string Node, BootId Boot, long Aid);

    private readonly record struct AlarmPlace(string Node, string Point, bool IsAbove)
    {
        public static AlarmPlace Of(Alert alert) => new(alert.Node, alert.Point, alert.Value > alert.Limit);
    }

    /// <param name="Alert">Null where there are too many of that node.</param>
    private sealed record Taken(Alert? Alert, long AtMs)
    {
        /// <summary>Null where the alarm belongs to an alert that stands, or to none.</summary>
        public Message? Told { get; init; }

        /// <summary>What tells people of the same already.</summary>
        public Alert? Cause { get; init; }

        /// <summary>An alert of the same point that is past, and was not ended yet.</summary>
        public Alert? Past { get; init; }

        /// <summary>Was hidden, and is told now.</summary>
        public bool ComesOut { get; init; }

        public bool Stored { get; init; }
    }

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

    /// <summary>The node's alarm that tells people of the same as <paramref name="alert"/>, of a rule; null: none does.</summary>
    public Alert? AlarmOf(Alert alert)
    {
        lock (gate)
        {
            Align();
            return
                standing.GetValueOrDefault(AlarmPlace.Of(alert)) is { Parent: null } alarm
                && !alarm.State.IsOver()
                && alarm.Unit == alert.Unit
                && alarm.Severity >= alert.Severity
                && IsAsFar(alarm, alert)
                ? alarm
                : null;
        }
    }

    /// <summary>Ends what no node has said again.</summary>
    public void Tick(DateTimeOffset now)
    {
        lock (gate)
        {
            var nowMs = seenMs = now.ToUnixTimeMilliseconds();
            Align();
            foreach (var (place, alert) in standing.Where(known => IsPast(known.Value, nowMs)).ToArray())
            {
                if (alert.State.IsOver() || TryEnd(alert, nowMs))
                {
                    standing.Remove(place);
                }
            }
        }
    }

    // What a person has said meanwhile is in the store before it is here.
    private void Align()
    {
        if (wordsSeen != store.Words)
        {
            wordsSeen = store.Words;
            standing = KeepUnstored(LoadStanding(), standing);
        }
    }

    private Taken Judge(string node, AlarmReport report, DateTimeOffset now, string? zone)
    {
        AlertMetrics.NodeAlarms.Add(1);
        var nowMs = seenMs = now.ToUnixTimeMilliseconds();
        Align();
        var said = AlertOf(node, report, nowMs, zone);
        var place = AlarmPlace.Of(said);
        var last = standing.GetValueOrDefault(place);
        if (last is not null && !IsPast(last, nowMs))
        {
            return Renew(place, last, said, nowMs);
        }

        if (last is null && standing.Keys.Count(known => known.Node == node) >= MaxPointsOfNode)
        {
            log.LogWarning("Node {Node} has too many alarms: {Point} is kept, but not told", node, report.Point);
            return new Taken(Alert: null, nowMs);
        }

        var alert = said with { Id = store.TakeAlertId() };
        var cause = CauseOf(alert);
        standing[place] = AlertLife.Settled(alert with { Parent = cause?.Id });
        AlertMetrics.Raised.Add(1);
        return new Taken(alert, nowMs)
        {
            Told = cause is null ? About(alert, nowMs) : null,
            Cause = cause,
            Past = last,
        };
    }

    // What was hidden, and whose cause is over while its node still says so, is told.
    private Taken Renew(AlarmPlace place, Alert last, Alert said, long nowMs)
    {
        var comesOut = last is { State: AlertState.Suppressed } && CauseOf(last) is null;
        var known = comesOut ? AlertLife.Settled(last with { Parent = null }) : last;
        var renewed = known with { ExpiresMs = Math.Max(ExpiryOf(last), ExpiryOf(said)) };
        standing[place] = renewed;
        return new Taken(renewed, nowMs) { Told = comesOut ? About(renewed, nowMs) : null, ComesOut = comesOut };
    }

    private Message About(Alert alert, long nowMs) =>
        Message.About(alert, MessageKind.Raised, texts.Raised(alert), nowMs);

    // Of a rule of the farm that people were told of: as grave, or no sooner passed.
    private Alert? CauseOf(Alert alarm) =>
        store
            .Read(AlertTable.Open, [])
            .FirstOrDefault(other =>
                other is { Rule: not Rule, ToldMs: not null, Parent: null }
                && AlarmPlace.Of(other) == AlarmPlace.Of(alarm)
                && other.Unit == alarm.Unit
                && (other.Severity >= alarm.Severity || IsAsFar(other, alarm))
                && !texts.IsFire(other)
            );

    private static bool IsAsFar(Alert one, Alert other) =>
        one.Value > one.Limit ? one.Limit >= other.Limit : one.Limit <= other.Limit;

    private static bool IsPast(Alert alert, long nowMs) => nowMs - ExpiryOf(alert) >= Grace.TotalMilliseconds;

    private static long ExpiryOf(Alert alert) => alert.ExpiresMs ?? alert.RaisedMs;

    // False: it could not be written, and is to be tried again.
    private bool TryEnd(Alert alert, long nowMs)
    {
        var stored = store.TryWrite("the end of a node's alarm", db => End(db, alert, nowMs));
        if (stored)
        {
            dispatcher.Wake();
            desk.Tell();
        }

        return stored;
    }

    // By then it may have been ended by a person: then nothing happens.
    private void End(SqliteConnection db, Alert past, long nowMs)
    {
        var end = new AlertClearing(past.Id, ExpiryOf(past), nowMs, Value: null, StepReason.Expired);
        if (AlertTable.Find(db, past.Id) is not { } alert || !AlertTable.Clear(db, end))
        {
            return;
        }

        AlertMetrics.Cleared.Add(1);
        if (alert.ToldMs is not null)
        {
            var words = texts.Cleared(alert, end.Value, end.EventMs);
            MessageTable.Insert(db, Message.About(alert with { State = end.State }, MessageKind.Cleared, words, nowMs));
        }
    }

    private AlarmAnswer Store(AlarmKey key, Taken alarm)
    {
        var stored = store.TryWrite("a node's alarm", db => Write(db, key, alarm));
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

    private void Write(SqliteConnection db, AlarmKey key, Taken alarm)
    {
        if (alarm.Past is { } past)
        {
            End(db, past, alarm.AtMs);
        }

        if (alarm.Alert is { } alert)
        {
            // Also of a renewal: the store may not have taken it before.
            AlertTable.Insert(db, alarm.Told?.Alert ?? alert, StepReason.NodeAlarm);
            AlertTable.Renew(db, alert.Id, ExpiryOf(alert));
            Turn(db, alert, alarm);
        }

        if (alarm.Told is { } message)
        {
            MessageTable.Insert(db, message);
        }

        NodeAlarmTable.Insert(db, key.Node, key.Boot, key.Aid, alarm.Alert?.Id, alarm.AtMs);
    }

    private static void Turn(SqliteConnection db, Alert alert, Taken alarm)
    {
        if (alarm.Cause is { } cause)
        {
            var hidden = alert with { Parent = cause.Id };
            AlertTable.Turn(db, new AlertTurn(hidden, alarm.AtMs, StepReason.Hidden, cause.Code));
        }
        else if (alarm.ComesOut)
        {
            AlertTable.Turn(db, new AlertTurn(alert, alarm.AtMs, StepReason.Unhidden));
        }
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
            Id: 0,
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
        )
        {
            ExpiresMs = ExpiryOf(report, nowMs),
        };
    }

    private static long ExpiryOf(AlarmReport report, long nowMs)
    {
        var most = nowMs + (long)LongestLife.TotalMilliseconds;
        return report.Expires * 1000 is var ms && ms > nowMs ? (long)Math.Min(ms, most) : nowMs;
    }

    // Those that no store would take yet stand too.
    private Dictionary<AlarmPlace, Alert> KeepUnstored(
        Dictionary<AlarmPlace, Alert> stored,
        Dictionary<AlarmPlace, Alert> known
    )
    {
        foreach (var (place, alert) in known)
        {
            if (!stored.ContainsKey(place) && !IsStored(alert.Id))
            {
                stored[place] = alert;
            }
        }

        return stored;
    }

    private bool IsStored(long id) => store.Read(db => AlertTable.StateOf(db, id), otherwise: null) is not null;

    private Dictionary<AlarmPlace, Alert> LoadStanding() =>
        store
            .Read(db => AlertTable.OfRule(db, Rule, seenMs - (long)(LongestLife + Grace).TotalMilliseconds), [])
            .GroupBy(AlarmPlace.Of)
            .ToDictionary(group => group.Key, group => group.Last());
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
