using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Alerts;
using Vigia.Server.Calls;
using Vigia.Server.Calls.Core;
using Vigia.Server.Calls.Texts;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Outbox;
using Vigia.Tests.Calls.Kit;
using Vigia.Tests.Sms.Kit;

namespace Vigia.Tests.Calls;

/// <summary>A ring takes the modem for twenty seconds: what of a fire is still to be sent goes first.</summary>
public sealed class WakersTests : IDisposable
{
    private readonly CallFarm farm = new();
    private readonly FakeTimeProvider machine = new(DateTimeOffset.UtcNow);
    private readonly ScriptedGateway modem = new() { Ring = RingAnswer.Rang(null) };
    private readonly Courier courier;
    private readonly Wakers wakers;
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    public WakersTests()
    {
        courier = new Courier(farm.Store, [modem], CourierOptions.Default, machine, NullLogger<Courier>.Instance);
        var writer = new CallWriter(farm.Farm, new CallTexts(farm.Farm), machine, scale: 1);
        wakers = new Wakers(farm.Store, courier, writer, WakerTimes.Default, machine, NullLogger<Wakers>.Instance);
        running = wakers.RunAsync(stop.Token);
    }

    public void Dispose()
    {
        stop.Cancel();
        running.ContinueWith(_ => { }, TaskScheduler.Default).Wait(TimeSpan.FromSeconds(5));
        courier.Dispose();
        farm.Dispose();
        stop.Dispose();
    }

    [Fact]
    public async Task Without_texts_that_wait_the_phone_rings_two_seconds_after_its_text()
    {
        var seconds = await RingsAfterAsync();

        Assert.InRange(seconds, 2, 3);
    }

    [Fact]
    public async Task Texts_of_a_fire_go_first_and_others_do_not()
    {
        Put(SmsPriority.Fire, "one", sendsAfter: 9);
        Put(SmsPriority.Ordinary, "two", sendsAfter: null);

        var seconds = await RingsAfterAsync();

        Assert.InRange(seconds, 9, 12);
    }

    [Fact]
    public async Task Nobody_sleeps_longer_than_thirty_seconds_for_them()
    {
        Put(SmsPriority.Fire, "one", sendsAfter: null);

        var seconds = await RingsAfterAsync();

        Assert.InRange(seconds, 30, 34);
    }

    [Fact]
    public async Task Who_has_answered_meanwhile_is_not_rung()
    {
        wakers.IsToWake = _ => false;

        await RingsAfterAsync();

        Assert.Equal("NotNeeded", OutcomeOf());
        Assert.Null(modem.RingsFor);
    }

    [Theory]
    [InlineData("Fire", 20)]
    [InlineData("LocalFire", 20)]
    [InlineData("Extreme", 7)]
    [InlineData("Severe", 7)]
    public async Task Of_what_is_no_fire_a_phone_rings_short_so_that_a_fire_waits_behind_it_less_than_ten_seconds(
        string grade,
        int seconds
    )
    {
        await RingsAfterAsync(Enum.Parse<CallGrade>(grade));

        Assert.Equal(TimeSpan.FromSeconds(seconds), modem.RingsFor);
    }

    private readonly List<(string Id, int After)> sends = [];

    private void Put(SmsPriority priority, string id, int? sendsAfter)
    {
        Assert.True(PhoneNumber.TryParse("0400-0000009", out var phone));
        var nowMs = machine.GetUtcNow().ToUnixTimeMilliseconds();
        var row = new SmsRow(
            id,
            id,
            phone,
            "text",
            priority,
            SmsState.Queued,
            Way: 0,
            Attempt: 0,
            Reference: null,
            CreatedMs: nowMs,
            NextMs: nowMs,
            TroubledMs: null,
            NotAfterMs: nowMs + 1_800_000
        );
        Assert.True(farm.Store.TryWrite("a text", db => SmsTable.Insert(db, row)));
        if (sendsAfter is { } after)
        {
            sends.Add((id, after));
        }
    }

    private async Task<int> RingsAfterAsync(CallGrade grade = CallGrade.Fire)
    {
        var row = new CallRow("r1", Incident: null, "jose", "duty", 0, CallMeans.Ring, grade);
        farm.Store.TryWrite("a call", db => CallTable.Insert(db, row));
        wakers.Put(row);
        for (var second = 0; second < 60; second++)
        {
            if (OutcomeOf() is not null)
            {
                return second;
            }

            foreach (var (id, _) in sends.Where(send => send.After == second))
            {
                farm.Store.TryWrite("sent", db => db.Execute("UPDATE sms SET state = 'Sent' WHERE id = @0", id));
            }

            // A second of fake time, and a moment of the machine's for whoever waited for it.
            machine.Advance(TimeSpan.FromSeconds(1));
            await Eventually.Still("the desk", () => OutcomeOf() is null ? 0 : 1, TimeSpan.FromMilliseconds(30));
        }

        return int.MaxValue;
    }

    private string? OutcomeOf() =>
        farm.Store.Read(db => CallTable.CallsSince(db, 0).Single(call => call.Id == "r1").Outcome, null);
}
