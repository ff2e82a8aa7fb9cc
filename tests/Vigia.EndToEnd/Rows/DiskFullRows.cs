using Vigia.EndToEnd.Kit;

namespace Vigia.EndToEnd.Rows;

public sealed class DiskFullRows
{
    [Theory, BothWays]
    public async Task A_full_disk_stores_nothing_says_so_and_goes_on_when_there_is_room(Way way)
    {
        await using var farm = await Farm.PrepareAsync(way, plan => plan with { Reserve = "8MB" });
        using var disk = SmallDisk.Under(farm.ServerPlan.DataFolder, megabytes: 64);
        await farm.StartServerAsync();
        farm.StartAgent();
        await farm.MoreStoredAsync(5);

        disk.FillTo(freeMegabytes: 6);
        await Eventually.Until("the server says that its store is full", farm.Server.IsFullAsync);
        var rows = farm.Rows();
        await Farm.LastsAsync(2);
        Assert.Equal(rows, farm.Rows());
        disk.Empty();

        await farm.MoreStoredAsync(10);
        await farm.ProveAsync();
        await farm.CloseServerAsync();
    }

    /// <summary>No reserve is left either: every commit fails in the middle.</summary>
    [Theory, EitherWay]
    public async Task A_disk_without_one_free_byte_loses_nothing_and_alarms_all_the_same(Way way)
    {
        await using var farm = await Farm.PrepareAsync(way, plan => plan with { Reserve = "0MB" });
        using var disk = SmallDisk.Under(farm.ServerPlan.DataFolder, megabytes: 64);
        await farm.StartServerAsync();
        var agent = farm.StartAgent();
        await farm.MoreStoredAsync(5);

        disk.FillTo(freeMegabytes: 0);
        await agent.SampledAsync(agent.Sampled() + 20);
        disk.Empty();

        await farm.MoreStoredAsync(10);
        await farm.ProveAsync();
        await farm.CloseServerAsync();
    }
}
