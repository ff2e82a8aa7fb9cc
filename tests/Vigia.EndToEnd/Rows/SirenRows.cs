using System.Globalization;
using System.Text;
using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Proof;
using Vigia.Wire;

namespace Vigia.EndToEnd.Rows;

/// <summary>
/// The siren of a real node: ordered by a real server when nobody answers a fire, and by the node itself when the server is away.
/// Its line is the simulated board's, whose changes are written down.
/// </summary>
public sealed class SirenRows
{
    private const string FarmFile = """
        site: elmaizal
        zones:
          - { name: ceiba, title: Puesto La Ceiba, kind: fire-post, rules: { fire: { conditions: { smoke: { for: 10s }, air-hot: { for: 0s } } } } }
          - { name: huerta, title: Huerta, kind: greenhouse }
        nodes:
          - { name: post, zone: ceiba }
          - { name: inv1, zone: huerta }
        sirens:
          - { node: inv1, zones: [ceiba], sound: 60s }
        people:
          - { name: ramon, title: Ramón Escalona, phone: 0400-0000001 }
          - { name: jose, title: José Colmenárez, phone: 0400-0000002 }
        roles:
          brigade: [ramon, jose]
          coordinator: [jose, ramon]
        """;

    [Theory]
    [BothWays]
    public async Task A_fire_that_nobody_answers_sounds_it_also_over_a_kill_of_its_node_until_somebody_has_seen_it(
        Way way
    )
    {
        await using var farm = await OpenAsync(way);
        var agent = Start(farm);
        await AnswersAsync(farm);

        await BurnAsync(farm);
        await Eventually.Until("it sounds", () => Line(farm) == "01", TimeSpan.FromSeconds(60), () => Seen(farm));
        await agent.Program.KillAsync();
        Start(farm);
        await Eventually.Until(
            "the new run is silent from its first moment, and is ordered for the rest",
            () => Line(farm) == "0101",
            TimeSpan.FromSeconds(40),
            () => Seen(farm)
        );

        await ServerProcess.RunAsync("alerts", "ack", "A1", "--data", farm.ServerPlan.DataFolder);
        await Eventually.Until("it is silent", () => Line(farm) == "01010", seen: () => Seen(farm));
        await RecordedAsync(farm, "siren-1 inv1 Sounds", "quiet-1 Quiet");
    }

    [Theory]
    [EitherWay]
    public async Task What_was_ordered_while_the_node_stood_still_is_not_obeyed_when_it_goes_on(Way way)
    {
        await using var farm = await OpenAsync(way);
        var agent = Start(farm);
        await AnswersAsync(farm);

        agent.Program.Signal(Signal.Stop);
        await BurnAsync(farm);
        await Eventually.Until(
            "the server has ordered in vain",
            () => Sirens(farm).Contains("siren-1 inv1 NoAnswer"),
            TimeSpan.FromSeconds(60),
            () => Seen(farm)
        );
        await ServerProcess.RunAsync("alerts", "ack", "A1", "--data", farm.ServerPlan.DataFolder);
        // Longer than an order lives, at a tenth of the timers: what was sent last still lies before the node.
        await Farm.LastsAsync(5);
        agent.Program.Signal(Signal.Continue);

        await AnswersAsync(farm);
        await Eventually.Still("the line", () => Line(farm).Length, TimeSpan.FromSeconds(2));
        Assert.Equal("0", Line(farm));
    }

    [Fact]
    public async Task While_the_server_is_away_the_nodes_own_alarm_sounds_it_and_a_stopping_node_leaves_it_silent()
    {
        await using var farm = await OpenAsync(Way.Listener);
        var agent = Start(farm);
        await AnswersAsync(farm);
        await File.WriteAllTextAsync(farm.Nodes["inv1"].WorldFile, "heat=45\n");
        await Eventually.Until("the alarm reaches the server", () => !farm.NothingStandsOpen(), seen: () => Seen(farm));
        Assert.Equal("0", Line(farm));

        await farm.Server.Program.KillAsync();
        await Eventually.Until("it sounds", () => Line(farm) == "01", TimeSpan.FromSeconds(30), () => Seen(farm));
        await farm.StartServerAsync();
        await Eventually.Until("it is silent", () => Line(farm) == "010", TimeSpan.FromSeconds(30), () => Seen(farm));

        await farm.Server.Program.KillAsync();
        await Eventually.Until("it sounds", () => Line(farm) == "0101", TimeSpan.FromSeconds(30), () => Seen(farm));
        agent.Program.Signal(Signal.Terminate);
        await agent.Program.EndAsync();
        Assert.Equal("01010", Line(farm));
    }

    [Fact]
    public async Task Where_no_text_leaves_a_fire_sounds_it_at_once()
    {
        // Everybody and the siren would have their turn after half a minute.
        await using var farm = await OpenAsync(
            Way.Listener,
            plan => plan with { Timers = 0.1, More = ["--sms", "smstools:/nowhere/spool"] }
        );
        Start(farm);
        await AnswersAsync(farm);
        await Eventually.Until(
            "the way of texts is down",
            async () => (await farm.Server.HealthAsync()).GetProperty("sms").GetString() == "Down",
            seen: () => Seen(farm)
        );
        // At a tenth of the minute in which a way may come back.
        await Farm.LastsAsync(8);

        await BurnAsync(farm);

        await Eventually.Until("it sounds", () => Line(farm) == "01", TimeSpan.FromSeconds(15), () => Seen(farm));
        await RecordedAsync(farm, "siren-1 inv1 Sounds");
    }

    [Theory]
    [BothWays]
    public async Task No_node_orders_another_or_answers_for_it(Way way)
    {
        await using var farm = await OpenAsync(way);
        Start(farm);
        await AnswersAsync(farm);
        await using var thief = await ScriptedNode.ConnectAsync(farm.Nodes["post"], farm.Link.Port);

        foreach (var channel in (Channel[])[Channel.Command, Channel.CommandReply])
        {
            var topic = Topics.Of(Farm.Site, "inv1", channel);
            var order = Encoding.UTF8.GetBytes(
                """{"by":"x","boot":"9f3a5c0d11e2b764","id":9007199254740991,"up":1,"name":"siren","for":60}"""
            );
            Assert.False(await thief.TryPublishAsync(topic, order));
        }
    }

    private static async Task<Farm> OpenAsync(Way way, Func<ServerPlan, ServerPlan>? change = null)
    {
        var farm = await Farm.PrepareAsync(way, change ?? (plan => plan with { Timers = 0.03 }));
        await farm.AddNodeAsync("post");
        await File.WriteAllTextAsync(Path.Combine(farm.ServerPlan.DataFolder, "farm.yaml"), FarmFile);
        await File.AppendAllTextAsync(
            farm.Nodes["inv1"].NodeFile,
            "\nalarms: [{point: air, above: 42, expires: 10m}]\nsiren: {gpio: 26, longest: 30m}\n"
        );
        await farm.StartServerAsync();
        return farm;
    }

    private static AgentProcess Start(Farm farm) =>
        farm.StartAgent(change: plan => plan with { Outputs = OutputsOf(farm) });

    private static string OutputsOf(Farm farm) => farm.Scratch.File("outputs");

    /// <summary>What the siren's line was set to, from its first moment.</summary>
    private static string Line(Farm farm) =>
        File.Exists(OutputsOf(farm))
            ? string.Concat(
                File.ReadAllLines(OutputsOf(farm))
                    .Where(line => line.Contains(" inv1 26 ", StringComparison.Ordinal))
                    .Select(line => line[^1])
            )
            : "";

    // The line moves before the node's answer is back and written down.
    private static async Task RecordedAsync(Farm farm, params string[] calls) =>
        await Eventually.Until(
            $"the record of calls has {string.Join(", ", calls)}",
            () => Sirens(farm).SequenceEqual(calls),
            seen: () => $"{string.Join(", ", Sirens(farm))}\n{Seen(farm)}"
        );

    private static async Task AnswersAsync(Farm farm) =>
        await Eventually.Until(
            "the siren answers",
            async () =>
                (await farm.Server.HealthAsync()).GetProperty("sirens") is var sirens
                && sirens.GetArrayLength() == 1
                && sirens[0].GetProperty("last").GetString() == "Done",
            TimeSpan.FromSeconds(40),
            () => Seen(farm)
        );

    // Smoke that lasts, then heat at another chip.
    private static async Task BurnAsync(Farm farm)
    {
        await using var post = await ScriptedNode.ConnectAsync(farm.Nodes["post"], farm.Link.Port);
        foreach (var seconds in (int[])[-13, -8, -3])
        {
            await SayAsync(post, seconds, "gas_ratio-smoke", "/", 3);
        }

        await SayAsync(post, 0, "temperature", "Cel", 70);
    }

    private static Task SayAsync(ScriptedNode node, int seconds, string point, string unit, double value)
    {
        var at = DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeMilliseconds() / 1000.0;
        var json = string.Create(
            CultureInfo.InvariantCulture,
            $$"""[{"bn":"post/","bt":{{at:F3}},"n":"{{point}}","u":"{{unit}}","v":{{value}}}]"""
        );
        return node.PublishAsync(Channel.Plain, Encoding.UTF8.GetBytes(json));
    }

    private static IReadOnlyList<string> Sirens(Farm farm) => AlertCopy.Sirens(farm.ServerPlan.DataFolder);

    private static string Seen(Farm farm) =>
        $"line {Line(farm)}; {string.Join(", ", Sirens(farm))}; server:\n{farm.Server.Program.Said.Tail(15)}";
}
