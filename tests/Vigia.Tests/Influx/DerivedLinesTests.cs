using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Derive.Live;
using Vigia.Server.Farm;
using Vigia.Server.Influx;
using Vigia.Wire;

namespace Vigia.Tests.Influx;

/// <summary>What the server derives reaches InfluxDB beside what it is made of, whatever happens on the way.</summary>
public sealed class DerivedLinesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private readonly FollowerPlace place = new();
    private readonly ListLedger ledger = new() { ZoneOf = _ => "porqueriza" };
    private readonly FarmPlan plan = FarmFile
        .Parse(
            "zones: [{ name: porqueriza, kind: pig-barn }]\nnodes: [{ name: cerdos-1, zone: porqueriza }]",
            "farm.yaml"
        )
        .Plan!;
    private InfluxStub influx = null!;
    private InfluxClient client = null!;

    public async ValueTask InitializeAsync()
    {
        influx = await InfluxStub.StartAsync();
        client = new InfluxClient(Options, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await influx.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task Heat_stress_is_stored_beside_the_readings_it_is_made_of()
    {
        AddAir(32);

        await Follower().FollowOnceAsync(default);

        Assert.Contains(
            influx.Stored,
            line => line.StartsWith("thi,site=ceiba,zone=porqueriza,node=cerdos-1,point=thi ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_InfluxDB_did_not_take_is_derived_again_and_the_same()
    {
        AddAir(32);
        var follower = Follower();
        influx.Answer = _ => (503, "not now");
        Assert.Equal(FollowOutcome.TryLater, await follower.FollowOnceAsync(default));

        influx.Answer = _ => (204, "");
        await follower.FollowOnceAsync(default);

        Assert.Single(influx.Stored, line => line.StartsWith("thi,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_kill_the_rows_since_the_cursor_give_the_same_lines()
    {
        AddAir(32);
        var follower = Follower();
        await follower.FollowOnceAsync(default);
        follower.SaveCursor();
        AddAir(33);
        await follower.FollowOnceAsync(default);
        var before = influx.Stored.ToHashSet();

        place.Restart();
        await Follower().FollowOnceAsync(default);

        Assert.Equal(before, influx.Stored.ToHashSet());
    }

    [Fact]
    public async Task A_rebuild_derives_all_of_it_from_the_first_row()
    {
        AddAir(32);
        AddAir(33);
        var follower = Follower();
        await follower.FollowOnceAsync(default);
        var before = influx.Stored.ToHashSet();

        follower.BeginAgain();
        await follower.FollowOnceAsync(default);

        Assert.Equal(2 * before.Count, influx.Stored.Count);
        Assert.Equal(before, influx.Stored.ToHashSet());
    }

    private InfluxOptions Options => new(influx.Url, "vigia") { Timeout = TimeSpan.FromSeconds(1) };

    private InfluxFollower Follower() =>
        new(
            ledger,
            place.Store,
            client,
            new InfluxLines("ceiba", () => plan),
            Options,
            TimeProvider.System,
            NullLogger<InfluxFollower>.Instance,
            new DerivedReadings(() => plan, NullLogger<DerivedReadings>.Instance, DerivedReadings.NameForInflux)
        );

    private void AddAir(double celsius) =>
        ledger.Add(
            Start.AddSeconds(ledger.LastRow),
            "cerdos-1",
            new Reading("temperature", "Cel", celsius),
            new Reading("humidity", "%RH", 70)
        );
}
