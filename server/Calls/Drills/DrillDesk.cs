using System.Text.Json;
using Vigia.Server.Alerts;
using Vigia.Server.Calls.Core;
using Vigia.Server.Farm;
using Vigia.Server.Rules;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Calls.Drills;

/// <summary>
/// Fire that is only practised: a message through the whole way of a fire, from the alert in <c>vigia.db</c> to the answers of people,
/// each text marked. One at a time, never while a fire stands; it ends by itself, also after a kill.
/// </summary>
internal sealed class DrillDesk(
    AlertStore store,
    AlertDesk alerts,
    AlertTexts texts,
    FarmBook farm,
    MessageDispatcher messages,
    SmsOptions sms,
    ServerClocks clocks,
    ILogger<DrillDesk> log
)
{
    public static readonly TimeSpan Ordinary = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();

    private long MachineMs => clocks.Machine.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Whether the sirens would sound: they are asked, and stay silent.</summary>
    public Action<CallRow, Alert>? Ask { get; set; }

    /// <summary>The alert's number where it began; else why it did not.</summary>
    public (long? Alert, DrillAnswer Answer) Begin(string zone, string who, TimeSpan lasts)
    {
        lock (gate)
        {
            if (Refusal(zone, lasts) is { } refusal)
            {
                return (null, refusal);
            }

            var (alert, nowMs) = (AlertOf(zone), MachineMs);
            var message = Message.About(alert, MessageKind.Drill, texts.Raised(alert), alert.RaisedMs);
            var drill = new Drill(alert.Id, zone, who, nowMs, nowMs + (long)lasts.TotalMilliseconds);
            var siren = new CallRow(
                $"{message.Id}-siren-try",
                alert.Id,
                Person: "",
                "siren-try",
                alert.RaisedMs,
                CallMeans.Siren,
                CallGrade.Fire
            );
            var stored = store.TryWrite(
                "a drill",
                db =>
                {
                    AlertTable.Insert(db, alert, StepReason.Drill);
                    CallTable.Insert(db, siren);
                    MessageTable.Insert(db, message);
                    DrillTable.Insert(db, drill);
                }
            );
            if (!stored)
            {
                return (null, DrillAnswer.NotStored);
            }

            log.LogWarning("Drill {Code} at {Zone}, by {Who}", alert.Code, zone, who);
            messages.Wake();
            Ask?.Invoke(siren, alert);
            alerts.Tell();
            return (alert.Id, DrillAnswer.Begun);
        }
    }

    /// <summary>As it is now, or as it was at its end; null: there is no such drill.</summary>
    public DrillReport? ReportOf(long alert) =>
        store.Read(db => DrillTable.Find(db, alert), null) is not { } drill ? null
        : drill.Report is { } kept ? JsonSerializer.Deserialize(kept, DrillJson.Default.DrillReport)
        : Gather(drill);

    /// <summary>Ends it before its time; null: no such drill runs, or its end could not be written.</summary>
    public Drill? End(long alert, By by)
    {
        lock (gate)
        {
            var running = store.Read(DrillTable.Running, []).FirstOrDefault(drill => drill.Alert == alert);
            return running is not null && End(running, by) ? running : null;
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, clocks.Machine, stop);
            try
            {
                EndThoseOver();
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogError(e, "A look at the drills failed");
            }
        }
    }

    /// <summary>Ends what has had its time, or what a person ended.</summary>
    public void EndThoseOver()
    {
        lock (gate)
        {
            foreach (var drill in store.Read(DrillTable.Running, []))
            {
                var state = store.Read(db => AlertTable.StateOf(db, drill.Alert), null);
                if (MachineMs >= drill.UntilMs || state?.IsOver() == true)
                {
                    End(drill, new By(drill.Who, Means.Service));
                }
            }
        }
    }

    private bool End(Drill drill, By by)
    {
        // Told to those who were called; a person may have said so before.
        alerts.Close(drill.Alert, by, clocks.World.GetUtcNow());
        messages.Wake();
        var report = Gather(drill with { EndedMs = MachineMs });
        return store.TryWrite(
            "the end of a drill",
            db =>
                DrillTable.End(
                    db,
                    drill.Alert,
                    MachineMs,
                    report is null ? "" : JsonSerializer.Serialize(report, DrillJson.Default.DrillReport)
                )
        );
    }

    private DrillReport? Gather(Drill drill) =>
        store.Read(
            db =>
                AlertTable.Find(db, drill.Alert) is { } alert
                    ? DrillReport.Of(
                        drill,
                        alert,
                        CallTable.CallsOf(db, alert.Id),
                        CallTable.AnswersOf(db, alert.Id),
                        SmsTable.About(db, alert.Id)
                    )
                    : null,
            null
        );

    private DrillAnswer? Refusal(string zone, TimeSpan lasts) =>
        farm.Plan.Zone(zone) is null ? DrillAnswer.NoSuchZone
        : lasts < Shortest || lasts > Longest ? DrillAnswer.BadSpan
        : farm.Plan.People.Count == 0 && sms.Phones.Count == 0 ? DrillAnswer.NobodyToCall
        : store.Read(DrillTable.Running, []).Count > 0 ? DrillAnswer.AlreadyRuns
        : store.Read(AlertTable.Open, []).Any(alert => !alert.IsDrill && texts.IsFire(alert)) ? DrillAnswer.FireStands
        : null;

    // Confirmed: the whole line is called at once, as it would be.
    private Alert AlertOf(string zone)
    {
        var now = clocks.World.GetUtcNow().ToUnixTimeMilliseconds();
        var node = farm.Plan.Nodes.FirstOrDefault(node => node.Zone == zone)?.Name ?? "";
        return new Alert(
            store.TakeAlertId(),
            Alert.DrillRule,
            node,
            Point: "",
            zone,
            Severity.Extreme,
            Urgency.Immediate,
            Certainty.Observed,
            AlertState.Raised,
            now,
            now,
            Value: 0,
            Limit: 0,
            Unit: ""
        );
    }
}

internal enum DrillAnswer
{
    Begun,
    NoSuchZone,
    BadSpan,

    /// <summary>No people in the farm file, and no phones that get all.</summary>
    NobodyToCall,
    AlreadyRuns,

    /// <summary>Something burns: nobody is to take it for a drill.</summary>
    FireStands,
    NotStored,
}
