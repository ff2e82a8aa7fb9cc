using System.Text.Json;
using Vigia.Edge.Outbox;
using Vigia.Edge.Sensors;
using Vigia.Edge.Sirens;
using Vigia.Edge.Uplink;
using Vigia.Server.Health;
using Vigia.Server.Nodes.Orders;
using Vigia.Wire;

namespace Vigia.Tests.Calls.Kit;

/// <summary>A node's own desk and siren, and the server's order desk, with nothing but a test between them.</summary>
internal sealed class OrderedNode : IDisposable
{
    public const string Name = "fuego-2";

    private readonly Tally tally = new();
    private readonly bool hasSiren;
    private CommandDesk desk = null!;

    public OrderedNode(OrderTimes? times = null, bool hasSiren = true)
    {
        this.hasSiren = hasSiren;
        Orders = new OrderDesk(
            Send,
            new NodeRuns(node => node == Name, TimeProvider.System),
            new ServerSelf("server-1", "run", 0),
            State,
            times ?? new OrderTimes(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(10)),
            TimeProvider.System
        );
        Begin();
    }

    public OrderDesk Orders { get; }

    public ServerState State { get; } = new();

    /// <summary>What reached the node, and what it said.</summary>
    public List<(Command Command, CommandResult Result)> Heard { get; } = [];

    public Siren Siren { get; private set; } = null!;

    public BootId Boot { get; private set; }

    public long UpMs { get; set; } = 100_000;

    /// <summary>Orders that are lost on their way, and answers.</summary>
    public int LosesOrders { get; set; }

    public int LosesReplies { get; set; }

    /// <summary>A new run of the node; it has said nothing yet.</summary>
    public void Begin()
    {
        Siren?.Dispose();
        Boot = BootId.Draw();
        var line = hasSiren ? SirenOf() : null;
        desk = new CommandDesk(new NodeIdentity("farm", Name, "server-1", Boot), TimeSpan.FromSeconds(30), line, tally);
        Siren = line ?? SirenOf();
    }

    public void SaysHealth() =>
        Say(
            Channel.Health,
            new Health(
                Boot,
                UpMs / 1000.0,
                "c01d",
                [],
                0,
                0,
                new Dictionary<string, long>(),
                0,
                new Dictionary<string, long>()
            ),
            WireJson.Default.Health
        );

    /// <summary>As if an order of this id had been obeyed.</summary>
    public void Obeyed(long id) => desk.Take(new Command("server-1", Boot, id, UpMs / 1000.0, CommandName.Ping), UpMs);

    public void Say<T>(Channel channel, T message, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        Orders.Hear(Name, channel, JsonSerializer.SerializeToUtf8Bytes(message, type));

    public void Dispose() => Siren.Dispose();

    private Siren SirenOf() =>
        new(
            () => new NoLine(),
            new SirenBound(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(5)),
            () => UpMs,
            _ => false,
            tally.Fault
        );

    private bool Send(string node, Channel channel, ReadOnlySpan<byte> payload)
    {
        Assert.Equal((Name, Channel.Command), (node, channel));
        if (LosesOrders-- > 0)
        {
            return false;
        }

        var command = JsonSerializer.Deserialize(payload, WireJson.Default.Command)!;
        var result = desk.Take(command, UpMs);
        Heard.Add((command, result));
        if (LosesReplies-- <= 0)
        {
            Say(
                Channel.CommandReply,
                new CommandReply(Boot, command.Id, $"{result}", UpMs / 1000.0, desk.LastId),
                WireJson.Default.CommandReply
            );
        }

        return true;
    }

    private sealed class NoLine : IOutputLine
    {
        public void Set(bool active) { }

        public void Dispose() { }
    }
}
