using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vigia.Server.Alerts;
using Vigia.Server.Calls;
using Vigia.Server.Calls.Core;
using Vigia.Server.Calls.Sirens;
using Vigia.Server.Farm;
using Vigia.Server.Rules;
using Vigia.Server.Sms.Health;

namespace Vigia.Tests.Calls.Kit;

/// <summary>The desk of sirens, and one node that has one; the farm's time is fake, the order's way is not.</summary>
internal sealed class SirenPlace : IDisposable
{
    private readonly AlertStore store;
    private int rows;

    public SirenPlace(AlertStore store, SmsPath phones, FarmBook farm, bool hasSiren = true)
    {
        this.store = store;
        Node = new OrderedNode(hasSiren: hasSiren);
        Desk = new SirenDesk(
            store,
            Node.Orders,
            phones,
            farm,
            SirenTimes.Default,
            new ServerClocks(Clock, Clock),
            NullLogger<SirenDesk>.Instance
        );
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));

    public OrderedNode Node { get; }

    public SirenDesk Desk { get; }

    /// <summary>A call as the call desk decides it; gives its id.</summary>
    public string Put(Alert alert, string step)
    {
        var row = new CallRow(
            $"row{++rows}",
            alert.Id,
            "",
            step,
            Clock.GetUtcNow().ToUnixTimeMilliseconds(),
            CallMeans.Siren,
            CallGrade.Fire
        );
        store.TryWrite("a call", db => CallTable.Insert(db, row));
        Desk.Put(row, alert);
        return row.Id;
    }

    public async Task PassAsync(TimeSpan span)
    {
        Clock.Advance(span);
        Node.UpMs += (long)span.TotalMilliseconds;
        Node.Siren.Turn();
        Node.SaysHealth();
        await Desk.TurnAsync(default);
        Node.Siren.Turn();
    }

    public string? OutcomeOf(string row) =>
        store.Read(db => CallTable.CallsSince(db, 0).Single(call => call.Id == row).Outcome, null);

    public void Dispose() => Node.Dispose();
}
