using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Daemons;
using Vigia.EndToEnd.Kit.Proof;

namespace Vigia.EndToEnd.Rows;

/// <summary>The server loses what it had written: what was not acknowledged loses nothing, the rest stands in InfluxDB.</summary>
public sealed class LedgerLossRows
{
    [Theory, BothWays]
    public async Task A_deleted_ledger_loses_nothing_that_was_not_acknowledged(Way way)
    {
        await using var farm = await OpenWithAlarmAsync(way);
        var alarms = await farm.MessagesOnceHandedOverAsync();

        await farm.LoseServerAsync();
        var old = farm.Ledger();
        Databases.Delete(farm.LedgerPath);
        await farm.StartServerAsync();
        farm.Link.Open = true;
        await farm.MoreStoredAsync(10);

        await farm.DrainAsync();
        new Equation(farm.Sampled(), old.ContinuedBy(farm.Ledger()), Allowed.Nothing).Holds();
        await farm.InfluxHasAsync(old.ContinuedBy(farm.Ledger()));
        Assert.Equal(alarms, farm.Messages().Count);
    }

    [Theory, EitherWay]
    public async Task An_older_copy_of_the_ledger_loses_nothing_that_was_not_acknowledged(Way way)
    {
        await using var farm = await OpenWithAlarmAsync(way);
        await farm.Server.Program.KillAsync();
        Databases.Copy(farm.LedgerPath, farm.Scratch.File("older.db"));
        await farm.StartServerAsync();
        await farm.MoreStoredAsync(10);
        var alarms = await farm.MessagesOnceHandedOverAsync();

        await farm.LoseServerAsync();
        var newer = farm.Ledger();
        Databases.Delete(farm.LedgerPath);
        Databases.Copy(farm.Scratch.File("older.db"), farm.LedgerPath);
        await farm.StartServerAsync();
        farm.Link.Open = true;
        await farm.MoreStoredAsync(10);

        await farm.DrainAsync();
        var all = newer.ContinuedBy(farm.Ledger());
        new Equation(farm.Sampled(), all, Allowed.Nothing).Holds();
        await farm.InfluxHasAsync(all);
        Assert.Equal(alarms, farm.Messages().Count);
    }

    [Theory, EitherWay]
    public async Task A_lost_alert_store_loses_no_reading_and_alarms_of_nothing_old(Way way)
    {
        await using var farm = await OpenWithAlarmAsync(way);
        await farm.AlarmIsClearedAsync();
        await farm.MoreStoredAsync(5);
        var alarms = await farm.MessagesOnceHandedOverAsync();

        await farm.Server.Program.KillAsync();
        Databases.Delete(Path.Combine(farm.ServerPlan.DataFolder, "vigia.db"));
        await farm.StartServerAsync();
        await farm.MoreStoredAsync(10);

        await farm.ProveAsync();
        await farm.InfluxDbEqualsLedgerAsync();
        Assert.Equal(alarms, farm.Messages().Count);
    }

    private static async Task<Farm> OpenWithAlarmAsync(Way way)
    {
        var farm = await Farm.OpenAsync(way, plan => plan with { Influx = SharedInflux.Instance.Address });
        farm.StartAgent();
        await farm.MoreStoredAsync(5);
        await farm.AlarmReachesTheGatewayAsync();
        return farm;
    }
}
