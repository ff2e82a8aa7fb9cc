using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Proof;

namespace Vigia.EndToEnd.FarmDemo;

/// <summary>A front that comes over two real nodes of a post, one after the other, while something else is away.</summary>
[Trait("part", "farm"), Collection("farm, second")]
public sealed class FrontRows
{
    // The kind's thermometer, that waits a second where the kind's waits five.
    private const string Post = """
        site: elmaizal
        zones:
          - name: mango
            title: Puesto El Mango
            kind: fire-post
            rules:
              fire: { fire: [{ transducer: air, evidence: fixed, point: air, above: 60, clear: 50, for: 1s }] }
        nodes:
          - { name: mango-1, zone: mango }
          - { name: mango-2, zone: mango }
        """;

    private static readonly TimeSpan Told = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_front_that_comes_while_the_link_is_down_is_told_as_soon_as_it_is_up()
    {
        await using var farm = await OpenAsync(plan => plan);
        farm.StartAgent("mango-1");
        farm.StartAgent("mango-2");
        await farm.StoredAsync(20);

        farm.Link.Open = false;
        farm.Link.Cut();
        await BurnAsync(farm, "mango-1");
        await BurnAsync(farm, "mango-2");
        await Kit.Farm.LastsAsync(3);
        Assert.Empty(Fires(farm));

        farm.Link.Open = true;
        await ToldAsync(farm);
        await farm.ProveAsync();
    }

    [Fact]
    public async Task A_front_is_told_by_the_node_that_is_left_where_it_took_the_other()
    {
        await using var farm = await OpenAsync(plan => plan);
        var first = farm.StartAgent("mango-1");
        farm.StartAgent("mango-2");
        await farm.StoredAsync(20);

        await BurnAsync(farm, "mango-1");
        await SuspectedAsync(farm);
        Assert.Empty(Fires(farm));
        await first.Program.KillAsync();
        await BurnAsync(farm, "mango-2");

        await ToldAsync(farm);
    }

    [Fact]
    public async Task A_front_is_told_while_influxdb_is_dead()
    {
        await using var farm = await OpenAsync(plan =>
            plan with
            {
                Influx = new Uri($"http://127.0.0.1:{Ports.Free()}/"),
            }
        );
        farm.StartAgent("mango-1");
        farm.StartAgent("mango-2");
        await farm.StoredAsync(20);

        await BurnAsync(farm, "mango-1");
        await BurnAsync(farm, "mango-2");

        await ToldAsync(farm);
    }

    private static async Task<Kit.Farm> OpenAsync(Func<ServerPlan, ServerPlan> change)
    {
        var farm = await Kit.Farm.PrepareAsync(Way.Listener, change);
        await File.WriteAllTextAsync(Path.Combine(farm.ServerPlan.DataFolder, "farm.yaml"), Post);
        await farm.AddNodeAsync("mango-1");
        await farm.AddNodeAsync("mango-2");
        await farm.StartServerAsync();
        return farm;
    }

    private static Task BurnAsync(Kit.Farm farm, string node) =>
        File.WriteAllTextAsync(farm.Nodes[node].WorldFile, "heat=72\n");

    private static Task SuspectedAsync(Kit.Farm farm) =>
        Eventually.Until(
            "one node's word is shown",
            () => AlertCopy.OpenAlerts(farm.ServerPlan.DataFolder) == 1,
            Told,
            seen: () => farm.Server.Program.Said.Tail(10)
        );

    private static Task ToldAsync(Kit.Farm farm) =>
        Eventually.Until(
            "the fire is told",
            () => Fires(farm).Any(text => text.Contains("FUEGO PROBABLE", StringComparison.Ordinal)),
            Told,
            seen: () => farm.Server.Program.Said.Tail(10)
        );

    private static IEnumerable<string> Fires(Kit.Farm farm) =>
        AlertCopy
            .Messages(farm.ServerPlan.DataFolder)
            .Select(message => message.Text)
            .Where(text => text.Contains("FUEGO", StringComparison.Ordinal));
}
