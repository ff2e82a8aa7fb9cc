using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Link;
using Vigia.EndToEnd.Kit.Proof;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.EndToEnd.Rows;

/// <summary>A known node is never refused for its clock, and lateness is never taken for a wrong one.</summary>
public sealed class NodeClockRows
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // Off by less, a clock is believed.
    private const long Tolerated = 31_000;

    private const double TwoDays = 2 * 86_400;

    [Theory, BothWays]
    public async Task A_node_that_starts_in_1970_gets_the_time_before_its_packs_go(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        await farm.SetClockAsync("inv1", $"offset={-Now() / 1000}", "quality=none");
        farm.StartAgent();
        await farm.MoreStoredAsync(15);

        await farm.ProveAsync(new Allowed { ClocksMoved = true });

        Assert.All(farm.Ledger().Rows, IsOnTime);
        Assert.All(farm.Ledger().Rows, row => Assert.True(row.Clock >= ClockQuality.Rtc));
    }

    [Theory, BothWays]
    public async Task A_node_two_days_ahead_is_stored_at_its_true_time_and_says_so(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        await farm.SetClockAsync("inv1", $"offset={TwoDays}", "quality=rtc");
        farm.StartAgent();
        await farm.MoreStoredAsync(15);

        await farm.ProveAsync(new Allowed { ClocksMoved = true });

        Assert.All(farm.Ledger().Rows, IsOnTime);
        Assert.All(farm.Ledger().Rows, row => Assert.True(row.ClockOff));
    }

    [Theory, BothWays]
    public async Task A_clock_that_steps_back_and_forth_loses_nothing(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        farm.StartAgent();

        foreach (var offset in new[] { 0, 3600, -3600, 10, -TwoDays, 0 })
        {
            await farm.SetClockAsync("inv1", $"offset={offset}", "quality=ntp");
            await farm.MoreStoredAsync(6);
        }

        await farm.ProveAsync(new Allowed { ClocksMoved = true });
        Assert.All(farm.Ledger().Rows, IsOnTime);
    }

    [Theory, BothWays]
    public async Task A_node_that_never_gets_the_time_is_stored_as_of_its_arrival(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        farm.Link.Rule = passing => passing.Channel is Channel.Time or Channel.TimeAsk ? Verdict.Drop : Verdict.Pass;
        await farm.SetClockAsync("inv1", $"offset={-Now() / 1000}", "quality=none");
        farm.StartAgent();
        await farm.MoreStoredAsync(15);

        await farm.ProveAsync(new Allowed { ClocksMoved = true });

        Assert.All(farm.Ledger().Rows, row => Assert.Equal(ClockQuality.None, row.Clock));
        Assert.All(farm.Ledger().Rows, row => Assert.InRange(Math.Abs(row.TimeMs - row.ReceivedMs), 0, 1000));
    }

    [Theory, BothWays]
    public async Task An_hour_of_outage_with_a_good_clock_is_not_redated(Way way)
    {
        await using var farm = await Farm.OpenAsync(way);
        farm.Link.Open = false;
        // The whole node an hour ago, uptime too; then the hour is over.
        await farm.SetClockAsync("inv1", "offset=-3600", "up=-3600", "quality=rtc");
        await using (var before = farm.StartAgent())
        {
            await before.SampledAsync(20);
            await before.Program.KillAsync();
        }

        await farm.SetClockAsync("inv1", "quality=rtc");
        farm.Link.Open = true;
        farm.StartAgent();
        await farm.MoreStoredAsync(25);

        // Times are part of the proof.
        await farm.ProveAsync(new Allowed { AgentKills = 1 });
        Assert.Contains(farm.Ledger().Rows, row => row.ReceivedMs - row.TimeMs > 3_500_000);
        Assert.DoesNotContain(farm.Ledger().Rows, row => row.ClockOff);
    }

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private static void IsOnTime(LedgerRow row) =>
        Assert.InRange(row.TimeMs, row.ReceivedMs - (long)Minute.TotalMilliseconds, row.ReceivedMs + Tolerated);
}
