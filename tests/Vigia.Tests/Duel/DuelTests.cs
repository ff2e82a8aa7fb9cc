using System.Globalization;
using System.Text;
using Vigia.Server.Ledger;
using Vigia.Wire;

namespace Vigia.Tests.Duel;

/// <summary>
/// The node's and the server's state machines against each other, in memory, under a random schedule of losses, repeats,
/// re-orderings, kills, power cuts, failing commits and clock steps; at the end the equation of the wire contract.
/// <c>VIGIA_DUEL_STEPS</c> and <c>VIGIA_DUEL_SEED</c> give another length and another schedule.
/// </summary>
public sealed class DuelTests(ITestOutputHelper output)
{
    private static readonly string[] Names = ["inv-1", "cerdos", "bomba"];

    private readonly Dictionary<string, DuelNode> nodes = [];
    private readonly List<(string Node, Channel Channel, byte[] Bytes)> up = [];
    private readonly List<(string Node, byte[] Bytes)> down = [];
    private Random dice = new(0);
    private DuelServer server = null!;
    private double loss;

    [Fact]
    public void Whatever_happens_each_pack_is_stored_refused_or_named()
    {
        var steps = Setting("VIGIA_DUEL_STEPS") ?? 1_000_000;
        var seed = (int)(Setting("VIGIA_DUEL_SEED") ?? Random.Shared.Next());
        output.WriteLine($"seed {seed}, {steps} steps");
        Begin(seed);

        for (var step = 0L; step < steps; step++)
        {
            Step(dice.Next(1_000));
        }

        Drain();
        Judge(seed);
    }

    private void Begin(int seed)
    {
        dice = new Random(seed);
        server = new DuelServer(1_764_000_000_000);
        foreach (var name in Names)
        {
            nodes.Add(name, new DuelNode(name, dice, server.NowMs));
        }
    }

    // One in a thousand is a rare thing.
    private void Step(int chance)
    {
        var name = Names[dice.Next(Names.Length)];
        var node = nodes[name];
        switch (chance)
        {
            case < 150:
                node.Sample();
                break;
            case < 400:
                Say(name, node.Speak());
                break;
            case < 600:
                Carry();
                break;
            case < 750:
                down.AddRange(server.Turn());
                break;
            case < 800:
                TellHealth(name, node);
                break;
            case < 850 when node.Connected:
                node.Hear(server.Heartbeat());
                break;
            case < 900:
                Pass(dice.Next(20_000));
                break;
            case < 960 when !node.Connected:
                Connect(name, node);
                break;
            case < 975:
                Disconnect(name, node);
                break;
            case < 980:
                loss = dice.Next(4) == 0 ? 0.3 : 0.02;
                break;
            case < 985:
                Forget(name);
                node.Kill();
                break;
            case < 987:
                up.Clear();
                server.Kill();
                break;
            case < 990:
                server.Ledger.Fails = !server.Ledger.Fails;
                break;
            case < 992:
                Forget(name);
                node.PowerCut();
                break;
            case < 994:
                node.StepClock(dice.Next(-7_200_000, 7_200_000));
                break;
            case < 995:
                server.StepClock(dice.Next(-600_000, 600_000));
                break;
            case < 998:
                server.Anchor(name, node.Clock.KernelBoot, node.Clock.UpMs);
                break;
            default:
                Pass(dice.Next(900_000));
                break;
        }
    }

    private void Say(string name, IEnumerable<(Channel Channel, byte[] Bytes)> said) =>
        up.AddRange(said.Select(s => (name, s.Channel, s.Bytes)));

    private void TellHealth(string name, DuelNode node)
    {
        if (node.Connected && node.Health() is { } health)
        {
            up.Add((name, Channel.Health, health));
        }
    }

    private void Connect(string name, DuelNode node)
    {
        node.Connect();
        TellHealth(name, node);
    }

    // A connection that breaks takes what is under way with it.
    private void Disconnect(string name, DuelNode node)
    {
        Forget(name);
        node.Disconnect();
    }

    private void Forget(string name)
    {
        up.RemoveAll(m => m.Node == name);
        down.RemoveAll(m => m.Node == name);
    }

    // Within one connection MQTT keeps the order of what it carries; what it loses, doubles or delays is ours to bear.
    private void Carry()
    {
        for (var i = dice.Next(20); i > 0 && up.Count > 0; i--)
        {
            var (name, channel, bytes) = Take(up);
            Deliver(() => server.Receive(name, channel, bytes));
        }

        for (var i = dice.Next(20); i > 0 && down.Count > 0; i--)
        {
            var (name, bytes) = Take(down);
            Deliver(() => nodes[name].Hear(bytes));
        }
    }

    // Health must not overtake packs said before it; everything else may come in any order.
    private T Take<T>(List<T> from)
    {
        var at = dice.Next(10) == 0 && from is not List<(string, Channel, byte[])> ? dice.Next(from.Count) : 0;
        var taken = from[at];
        from.RemoveAt(at);
        return taken;
    }

    private void Deliver(Action deliver)
    {
        if (dice.NextDouble() < loss)
        {
            return;
        }

        deliver();
        if (dice.NextDouble() < 0.05)
        {
            deliver();
        }
    }

    private void Pass(long ms)
    {
        server.NowMs += ms;
        foreach (var node in nodes.Values)
        {
            node.Clock.UpMs += ms;
        }
    }

    private void Drain()
    {
        loss = 0;
        server.Ledger.Fails = false;
        for (var round = 0; round < 40_000; round++)
        {
            foreach (var (name, node) in nodes)
            {
                if (!node.Connected)
                {
                    Connect(name, node);
                }

                node.Hear(server.Heartbeat());
                Say(name, node.Speak());
                if (round % 50 == 0)
                {
                    TellHealth(name, node);
                }
            }

            while (up.Count + down.Count > 0)
            {
                Carry();
                down.AddRange(server.Turn());
            }

            Pass(1_000);
            if (round % 50 == 1 && nodes.Values.All(n => n.Held == 0))
            {
                return;
            }
        }
    }

    private void Judge(int seed)
    {
        var wrong = new StringBuilder();
        var rows = server.Ledger.Rows;
        var (lost, givenUp, stored) = (0, 0, 0);
        foreach (var node in nodes.Values)
        {
            Assert.Equal(0, node.Held);
            var excused = node.Lost.Concat(node.GivenUp).ToHashSet();
            lost += node.Lost.Count;
            givenUp += node.GivenUp.Count();
            foreach (var (key, header) in node.Sampled)
            {
                var sets = server.Ledger.Committed(key.Node, key.Boot);
                var standing = sets?.Of(key.Seq) ?? Standing.Unknown;
                stored += rows.ContainsKey(key) ? 1 : 0;
                if (
                    rows.ContainsKey(key) != (standing == Standing.Stored)
                    || (standing != Standing.Stored && !excused.Contains(key))
                )
                {
                    wrong.AppendLine(
                        CultureInfo.InvariantCulture,
                        $"{key}: {standing}, up {header.UpMs}, settled to {sets?.UpTo}"
                    );
                }
            }
        }

        var sampled = nodes.Values.Sum(n => n.Sampled.Count);
        output.WriteLine(
            $"sampled {sampled}, stored {stored}, lost by power cuts {lost}, given up {givenUp}, rows {rows.Count}"
        );
        Assert.True(wrong.Length == 0, $"seed {seed}\n{wrong}");
        Assert.Equal(stored, rows.Count);
        Assert.True(sampled > 100, "the schedule sampled next to nothing");
        AssertNoTwins(seed);
    }

    // Two rows of one series and time would be one point in InfluxDB.
    private void AssertNoTwins(int seed)
    {
        var times = new HashSet<(string, long)>();
        foreach (var (key, (time, _)) in server.Ledger.Rows)
        {
            Assert.True(times.Add((key.Node, time.Ms)), $"seed {seed}: two rows of {key.Node} at {time.Ms}");
        }
    }

    private static long? Setting(string name) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
