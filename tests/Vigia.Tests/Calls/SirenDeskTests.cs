using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Alerts;
using Vigia.Server.Rules.Service;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Health;
using Vigia.Server.Sms.Outbox;
using Vigia.Tests.Calls.Kit;
using Vigia.Tests.Sms.Kit;

namespace Vigia.Tests.Calls;

/// <summary>What incidents want of the siren, and what its node is ordered.</summary>
public sealed class SirenDeskTests : IDisposable
{
    private const string Sirens = """
        sirens:
          - { node: fuego-2, zones: [ceiba], sound: 2m, phones: "08:00-18:00" }
        """;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly CallFarm farm = new(
        CallFarm.Yaml.Replace("nodes:", "nodes:\n  - { name: fuego-2, zone: ceiba }") + "\n" + Sirens
    );
    private readonly ScriptedGateway way = new();
    private readonly Courier courier;
    private readonly SmsPath phones;
    private readonly SirenPlace place;

    public SirenDeskTests()
    {
        courier = new Courier(farm.Store, [way], CourierOptions.Default, farm.Clock, NullLogger<Courier>.Instance);
        phones = new SmsPath(courier, SmsPathOptions.Default, farm.Clock, NullLogger<SmsPath>.Instance);
        place = new SirenPlace(farm.Store, phones, farm.Farm);
    }

    public void Dispose()
    {
        place.Dispose();
        courier.Dispose();
        farm.Dispose();
    }

    [Fact]
    public async Task A_fire_sounds_it_for_its_time_and_the_record_says_so()
    {
        var row = place.Put(farm.Fire(), "siren-1");
        await place.PassAsync(Second);

        Assert.True(place.Node.Siren.IsOn);
        Assert.Equal("fuego-2 Sounds", place.OutcomeOf(row));
        await place.PassAsync(TimeSpan.FromSeconds(118));
        Assert.True(place.Node.Siren.IsOn);
        await place.PassAsync(Second);
        Assert.False(place.Node.Siren.IsOn);
        Assert.Equal(120, place.Node.Heard[0].Command.For!.Value, 1.5);
        Assert.Null(place.Desk.Trouble);
    }

    [Fact]
    public async Task A_yes_ends_it_but_not_that_of_another_fire()
    {
        var (one, other) = (farm.Fire(), farm.Fire());
        place.Put(one, "siren-1");
        await place.PassAsync(Second);
        place.Put(other, "siren-1");
        await place.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal("Quiet", place.OutcomeOf(place.Put(one, "quiet-1")));
        await place.PassAsync(Second);
        Assert.True(place.Node.Siren.IsOn);

        place.Put(other, "quiet-1");
        await place.PassAsync(Second);
        Assert.False(place.Node.Siren.IsOn);
    }

    [Fact]
    public async Task A_node_that_died_while_it_sounded_is_ordered_anew_for_the_rest()
    {
        place.Put(farm.Fire(), "siren-1");
        await place.PassAsync(Second);
        place.Node.Begin();
        Assert.False(place.Node.Siren.IsOn);

        await place.PassAsync(TimeSpan.FromSeconds(30));

        Assert.True(place.Node.Siren.IsOn);
        Assert.Equal(90, place.Node.Heard[^1].Command.For!.Value, 2.0);
    }

    [Fact]
    public async Task A_fire_elsewhere_has_no_siren_and_the_record_says_so()
    {
        var row = place.Put(farm.AlertOf("fire", "bomba", "bomba-1", Severity.Severe), "siren-1");
        await place.PassAsync(Second);

        Assert.Equal("NoSiren", place.OutcomeOf(row));
        Assert.DoesNotContain(place.Node.Heard, heard => heard.Command.For > 0);
    }

    [Fact]
    public async Task A_drill_only_asks_whether_it_answers()
    {
        var row = place.Put(farm.Fire() with { Rule = Alert.DrillRule }, "siren-try");
        await place.PassAsync(Second);
        await place.PassAsync(Second);

        Assert.Equal("fuego-2 Answers", place.OutcomeOf(row));
        Assert.Equal([0.0], place.Node.Heard.Select(heard => heard.Command.For));
    }

    [Fact]
    public async Task A_silent_one_is_asked_every_ten_minutes_whether_it_would_sound()
    {
        for (var minute = 0; minute < 25; minute++)
        {
            await place.PassAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([0.0, 0, 0], place.Node.Heard.Select(heard => heard.Command.For));
    }

    [Fact]
    public async Task A_node_without_a_siren_is_a_trouble_until_it_has_one()
    {
        using var bare = new SirenPlace(farm.Store, phones, farm.Farm, hasSiren: false);
        await bare.PassAsync(Second);
        Assert.Equal(ServiceTrouble.SirenBroken, bare.Desk.Trouble);
        Assert.Equal(("fuego-2", "NoSiren"), (bare.Desk.All()[0].Node, bare.Desk.All()[0].Last));

        await bare.PassAsync(TimeSpan.FromSeconds(59));
        Assert.Single(bare.Node.Heard);
        await bare.PassAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(2, bare.Node.Heard.Count);
    }

    [Fact]
    public async Task One_that_cannot_sound_is_ordered_every_five_seconds_while_the_fire_wants_it_and_the_record_says_why()
    {
        using var bare = new SirenPlace(farm.Store, phones, farm.Farm, hasSiren: false);
        var row = bare.Put(farm.Fire(), "siren-1");
        for (var second = 0; second < 180; second++)
        {
            await bare.PassAsync(Second);
        }

        Assert.Equal("fuego-2 NoSiren", bare.OutcomeOf(row));
        Assert.InRange(bare.Node.Heard.Count, 20, 27);
    }

    [Fact]
    public async Task By_day_pulses_tell_that_no_text_leaves_and_again_each_hour()
    {
        await place.PassAsync(Second);
        way.Health = GatewayHealth.Away("no spool");
        await phones.LookAsync(default);
        await place.PassAsync(TimeSpan.FromMinutes(4));
        Assert.DoesNotContain(place.Node.Heard, heard => heard.Command.Sound == "pulses");

        // The farm's and the machine's time are one here; the path has its own.
        farm.Clock.Advance(TimeSpan.FromMinutes(6));
        await place.PassAsync(TimeSpan.FromMinutes(6));
        Assert.Equal(("pulses", 5.0), (place.Node.Heard[^1].Command.Sound, place.Node.Heard[^1].Command.For));
        await place.PassAsync(TimeSpan.FromMinutes(50));
        Assert.Single(place.Node.Heard, heard => heard.Command.Sound == "pulses");
        await place.PassAsync(TimeSpan.FromMinutes(12));
        Assert.Equal(2, place.Node.Heard.Count(heard => heard.Command.Sound == "pulses"));

        // Ten in the evening: a siren would be taken for a fire.
        await place.PassAsync(TimeSpan.FromHours(11));
        Assert.Equal(2, place.Node.Heard.Count(heard => heard.Command.Sound == "pulses"));
    }
}
