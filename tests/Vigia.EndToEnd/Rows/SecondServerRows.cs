using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Proof;

namespace Vigia.EndToEnd.Rows;

public sealed class SecondServerRows
{
    /// <summary>The same identity restored on a second machine, on the same broker.</summary>
    [Fact]
    public async Task A_second_server_acknowledges_nothing_until_the_first_is_silent()
    {
        await using var farm = await Farm.OpenAsync(Way.Mosquitto);
        farm.StartAgent();
        await farm.MoreStoredAsync(5);
        var secondPlan = farm.ServerPlan with { DataFolder = farm.Scratch.Folder("second"), HttpPort = Ports.Free() };
        Databases.CopyFolder(
            Path.Combine(farm.ServerPlan.DataFolder, "identity"),
            Path.Combine(secondPlan.DataFolder, "identity")
        );

        await using var second = await ServerProcess.StartAsync(secondPlan);
        await farm.MoreStoredAsync(20);
        await farm.Server.Program.KillAsync();
        var secondLedger = Path.Combine(secondPlan.DataFolder, "ledger.db");
        var rows = LedgerCopy.CountRows(secondLedger);
        await Eventually.Until("the second takes over", () => LedgerCopy.CountRows(secondLedger) > rows + 10);

        await farm.DrainAsync();
        var both = farm.Ledger().ContinuedBy(LedgerCopy.Read(secondLedger));
        new Equation(farm.Sampled(), both, Allowed.Nothing).Holds();
    }
}
