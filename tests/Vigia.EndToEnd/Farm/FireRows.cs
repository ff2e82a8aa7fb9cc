using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Proof;
using Vigia.Wire;

namespace Vigia.EndToEnd.FarmDemo;

/// <summary>A fire at a post by the real service, while something else is away.</summary>
[Trait("part", "farm"), Collection("farm, first")]
public sealed class FireRows
{
    // The kind's chips, that wait a second where the kind's wait ten.
    private const string TwoPosts = """
        site: elmaizal
        zones:
          - name: mango
            title: Puesto El Mango
            landmark: junto al mango grande
            kind: fire-post
            neighbours: [ceiba]
            rules: &quick
              fire:
                fire:
                  - { transducer: air, evidence: fixed, point: temperature, above: 60, clear: 50, for: 1s }
                  - { transducer: flame, evidence: flame, point: state-flame, is: on, for: 1s }
          - { name: ceiba, title: Puesto La Ceiba, kind: fire-post, neighbours: [mango], rules: *quick }
        nodes:
          - { name: mango-1, zone: mango }
          - { name: ceiba-1, zone: ceiba }
        """;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task A_fire_is_told_while_influxdb_and_the_neighbouring_node_are_away()
    {
        await using var farm = await OpenAsync(influx: new Uri($"http://127.0.0.1:{Ports.Free()}/"));
        await (await ConnectAsync(farm, "ceiba-1")).DisposeAsync();
        await using var node = await ConnectAsync(farm, "mango-1");

        await BurnUntilToldAsync(farm, node, "FUEGO PROBABLE");

        var text = AlertCopy.Messages(farm.ServerPlan.DataFolder)[0].Text;
        Assert.Matches(
            "^Puesto El Mango, junto al mango grande: FUEGO PROBABLE. .*[Cc]alor 72C [0-9:]{5}.* Responda SI A1 o FALSA A1$",
            text
        );
    }

    [Fact]
    public async Task A_declared_burn_is_told_as_controlled_and_as_a_fire_once_it_has_ended()
    {
        await using var farm = await OpenAsync(influx: null);
        var data = farm.ServerPlan.DataFolder;
        await using var node = await ConnectAsync(farm, "mango-1");

        var said = await ServerProcess.RunAsync("burn", "begin", "mango", "--for", "1h", "--data", data);
        Assert.Contains("mango: a burn is declared until", said.Tail(1), StringComparison.Ordinal);
        await BurnUntilToldAsync(farm, node, "FUEGO CONTROLADO");

        said = await ServerProcess.RunAsync("burn", "end", "mango", "--data", data);
        Assert.Contains("mango: no burn any more", said.Tail(1), StringComparison.Ordinal);
        await BurnUntilToldAsync(farm, node, "FUEGO PROBABLE", from: 1_000);
    }

    private static async Task<Kit.Farm> OpenAsync(Uri? influx)
    {
        var farm = await Kit.Farm.PrepareAsync(Way.Listener, plan => plan with { Influx = influx });
        await File.WriteAllTextAsync(Path.Combine(farm.ServerPlan.DataFolder, "farm.yaml"), TwoPosts);
        await farm.AddNodeAsync("mango-1");
        await farm.AddNodeAsync("ceiba-1");
        await farm.StartServerAsync();
        return farm;
    }

    private static Task<ScriptedNode> ConnectAsync(Kit.Farm farm, string node) =>
        ScriptedNode.ConnectAsync(farm.Nodes[node], farm.ServerPlan.MqttPort);

    // As a post says it: every half second, of two chips.
    private static async Task BurnUntilToldAsync(Kit.Farm farm, ScriptedNode node, string words, long from = 0)
    {
        var (sent, seq) = (DateTimeOffset.MinValue, 0L);
        await Eventually.Until(
            $"somebody is told: {words}",
            async () =>
            {
                if (DateTimeOffset.UtcNow - sent > Between)
                {
                    sent = DateTimeOffset.UtcNow;
                    await node.PublishAsync(Channel.Data, Sweep(node, sent, from + seq++));
                }

                return AlertCopy
                    .Messages(farm.ServerPlan.DataFolder)
                    .Any(message => message.Text.Contains(words, StringComparison.Ordinal));
            },
            seen: () => farm.Server.Program.Said.Tail(10)
        );
    }

    private static byte[] Sweep(ScriptedNode node, DateTimeOffset now, long seq) =>
        PackEncoder.Encode(
            "mango-1",
            new PackHeader(node.Boot, seq, ClockQuality.Ntp, now.ToUnixTimeMilliseconds(), null, 0),
            [new Reading("state-flame", "/", 1), new Reading("temperature", "Cel", 72)]
        );
}
