using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Alerts;
using Vigia.Server.Calls;
using Vigia.Server.Calls.Core;
using Vigia.Server.Calls.Texts;
using Vigia.Server.Farm;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Rules.Replay;

/// <summary>
/// Whom the service would call about the alarms of a replay, were nobody to answer: its own desk at the replay's time, with
/// a courier that never leaves.
/// </summary>
internal sealed class ReplayCalls : IDisposable
{
    // Ladders count in minutes.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    private readonly AlertStore store;
    private readonly Courier courier;
    private readonly CallDesk desk;
    private readonly MessageDispatcher dispatcher;
    private readonly AlertDesk alerts;
    private DateTimeOffset lookedAt;
    private bool isTouched;

    public ReplayCalls(FarmPlan plan, AlertStore store, AlertDesk alerts, Incidents incidents, ServerClocks clocks)
    {
        (this.store, this.alerts) = (store, alerts);
        courier = new Courier(store, [], CourierOptions.Default, clocks.Machine, NullLogger<Courier>.Instance);
        var rations = new Rations(plan, CallTimes.Default.Storm);
        var writer = new CallWriter(plan, new CallTexts(plan), clocks.Machine, scale: 1)
        {
            Wind = () => incidents.Wind,
        };
        var post = new CallPost(store, courier, rations, clocks);
        desk = new CallDesk(
            store,
            writer,
            post,
            rations,
            plan,
            CallTimes.Default,
            clocks,
            NullLogger<CallDesk>.Instance
        );
        dispatcher = new MessageDispatcher(
            store,
            desk,
            DispatchOptions.Default,
            clocks,
            NullLogger<MessageDispatcher>.Instance
        );
        alerts.Changed += Touch;
    }

    public MessageDispatcher Dispatcher => dispatcher;

    /// <summary>Hands over what was decided, and lets ladders grow.</summary>
    public void Turn(DateTimeOffset now)
    {
        if (isTouched)
        {
            isTouched = false;
            // Nothing here waits for anything: the desk answers at once.
            dispatcher.DispatchOnceAsync(CancellationToken.None).GetAwaiter().GetResult();
        }

        if (now - lookedAt >= Look)
        {
            lookedAt = now;
            desk.Turn();
        }
    }

    /// <summary>By alert, in order.</summary>
    public ILookup<long, ReplayedCall> All() =>
        store
            .Read(db => CallTable.CallsSince(db, sinceMs: 0), [])
            .Where(call => call.Incident is not null)
            .ToLookup(call => call.Incident!.Value, call => new ReplayedCall(call.AtMs, call.Person, call.Means));

    public void Dispose()
    {
        alerts.Changed -= Touch;
        dispatcher.Dispose();
        courier.Dispose();
    }

    private void Touch(object? sender, EventArgs e) => isTouched = true;
}

/// <summary>A person is called about an alarm.</summary>
/// <param name="Person">Name in the farm file.</param>
internal sealed record ReplayedCall(long Ms, string Person, CallMeans Means);
