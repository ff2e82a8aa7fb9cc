using Vigia.Server.Alerts;
using Vigia.Server.Sms;
using Vigia.Tests.Calls.Kit;

namespace Vigia.Tests.Calls;

/// <summary>A crew of twenty and a modem that needs four seconds a text.</summary>
public sealed class QueueTests(ITestOutputHelper output)
{
    private const int Fires = 40;

    private static readonly string[] Crew = [.. Enumerable.Range(0, 20).Select(i => $"p{i}")];

    private static readonly string Yaml = $"""
        site: demo
        utc_offset: "+00:00"
        zones:
          - {"{ name: ceiba, title: Puesto La Ceiba, kind: fire-post }"}
          - {"{ name: porqueriza, kind: pig-barn }"}
        people:
        {string.Join('\n', Crew.Select((name, i) => $"  - {{ name: {name}, phone: 0400-00001{i:00} }}"))}
        roles:
          brigade: [{string.Join(", ", Crew)}]
          pig-barn: [p18, p19]
          coordinator: [p0, p1]
        """;

    [Fact]
    public async Task The_first_of_twenty_hears_of_a_fire_within_ten_seconds_whatever_else_is_on_its_way()
    {
        var waits = new List<double>();
        var fate = new Random(7);
        for (var i = 0; i < Fires; i++)
        {
            waits.Add((await FireAsync(fate, seconds: 14)).First.TotalSeconds);
        }

        output.WriteLine(
            $"first text: half within {waits.Order().ElementAt(Fires / 2):0.0} s, all within {waits.Max():0.0} s"
        );
        Assert.InRange(waits.Max(), 4, 10);
    }

    [Fact]
    public async Task Duty_first_then_the_crew_in_order_and_all_within_what_the_modem_can()
    {
        var (first, order) = await FireAsync(new Random(1), seconds: 100);

        Assert.InRange(first.TotalSeconds, 4, 10);
        Assert.Equal(Crew, order);
    }

    [Fact]
    public async Task A_second_fire_is_not_behind_those_who_are_told_of_the_first_once_more()
    {
        using var farm = new CallFarm(Yaml, modem: clock => new SlowModem(clock));
        var modem = (SlowModem)farm.Way;
        await farm.RaiseAsync(farm.Fire(Certainty.Observed));
        for (var second = 0; second < 190; second++)
        {
            await farm.TickAsync(TimeSpan.FromSeconds(1));
        }

        var begun = farm.Clock.GetUtcNow();
        var fire = farm.Fire();
        await farm.RaiseAsync(fire);
        for (var second = 0; second < 15; second++)
        {
            await farm.TickAsync(TimeSpan.FromSeconds(1));
        }

        var first = modem.Sent.First(one => one.Sms.Text.Letters.EndsWith(fire.Code, StringComparison.Ordinal));
        Assert.InRange((first.At - begun).TotalSeconds, 4, 10);
    }

    private static async Task<(TimeSpan First, IReadOnlyList<string> Order)> FireAsync(Random fate, int seconds)
    {
        using var farm = new CallFarm(Yaml, modem: clock => new SlowModem(clock));
        var modem = (SlowModem)farm.Way;
        for (var i = fate.Next(0, 4); i > 0; i--)
        {
            await farm.RaiseAsync(farm.Fan());
        }

        for (var second = fate.Next(0, 12); second > 0; second--)
        {
            await farm.TickAsync(TimeSpan.FromSeconds(1));
        }

        farm.Clock.Advance(TimeSpan.FromMilliseconds(fate.Next(1000)));
        var begun = farm.Clock.GetUtcNow();
        await farm.RaiseAsync(farm.Fire(Certainty.Observed));
        for (var second = 0; second < seconds; second++)
        {
            await farm.TickAsync(TimeSpan.FromSeconds(1));
        }

        var fires = modem.Sent.Where(one => one.Sms.Priority == SmsPriority.Fire).ToList();
        return (fires[0].At - begun, [.. fires.Select(one => farm.Name(one.Sms.To)).Distinct()]);
    }
}
