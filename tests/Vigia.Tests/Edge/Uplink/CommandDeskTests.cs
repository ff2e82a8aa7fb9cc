using Vigia.Edge.Outbox;
using Vigia.Edge.Sensors;
using Vigia.Edge.Sirens;
using Vigia.Edge.Uplink;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Uplink;

/// <summary>Which orders a node obeys, and what it says of each.</summary>
public sealed class CommandDeskTests : IDisposable
{
    private const long Now = 100_000;

    private static readonly NodeIdentity Who = new("farm", "inv1", "server-1", new BootId(7));

    private readonly Tally tally = new();
    private readonly Siren siren;
    private readonly CommandDesk desk;
    private int opened;

    public CommandDeskTests()
    {
        siren = new Siren(
            () => new QuietLine(++opened),
            new SirenBound(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(5)),
            () => Now,
            _ => false,
            tally.Fault
        );
        desk = new CommandDesk(Who, TimeSpan.FromSeconds(30), siren, tally);
    }

    public void Dispose() => siren.Dispose();

    [Fact]
    public void An_order_is_obeyed_once_and_answered_as_often_as_it_comes()
    {
        Assert.Equal(CommandResult.Done, desk.Take(Sound(1), Now));
        Assert.True(siren.IsOn);
        Assert.Equal(CommandResult.Done, desk.Take(Sound(2, seconds: 0), Now));
        Assert.False(siren.IsOn);

        Assert.Equal(CommandResult.OldId, desk.Take(Sound(1), Now));
        Assert.Equal(CommandResult.Done, desk.Take(Sound(2, seconds: 60), Now));
        Assert.Equal((false, 2L), (siren.IsOn, desk.LastId));
        Assert.Equal(1, tally.Faults()["CommandOldId"]);
    }

    [Theory]
    [InlineData(30_000, "Done")]
    [InlineData(30_001, "Expired")]
    [InlineData(3_600_000, "Expired")]
    public void It_is_obeyed_for_thirty_seconds_of_the_nodes_uptime(long laterMs, string result) =>
        Assert.Equal(result, $"{desk.Take(Sound(1), Now + laterMs)}");

    [Fact]
    public void An_order_to_another_run_or_of_another_server_is_not_obeyed()
    {
        Assert.Equal(CommandResult.OtherBoot, desk.Take(Sound(1) with { Boot = new BootId(8) }, Now));
        Assert.Equal(CommandResult.Ignored, desk.Take(Sound(2) with { By = "server-2" }, Now));

        Assert.Equal((false, -1L), (siren.IsOn, desk.LastId));
        Assert.Equal((1, 1), (tally.Faults()["CommandOtherBoot"], tally.Faults()["ForeignCommand"]));
    }

    public static TheoryData<string, double, long, double, string> Bad =>
        new()
        {
            { "dance", 100, 1, 10, SirenSound.Steady },
            { "", 100, 1, 10, SirenSound.Steady },
            { new string('s', 33), 100, 1, 10, SirenSound.Steady },
            { CommandName.Siren, 100, -1, 10, SirenSound.Steady },
            { CommandName.Siren, 100, Command.MaxId + 1, 10, SirenSound.Steady },
            { CommandName.Siren, -1, 1, 10, SirenSound.Steady },
            { CommandName.Siren, 106, 1, 10, SirenSound.Steady },
            { CommandName.Siren, double.NaN, 1, 10, SirenSound.Steady },
            { CommandName.Siren, double.PositiveInfinity, 1, 10, SirenSound.Steady },
            { CommandName.Siren, 100, 1, -1, SirenSound.Steady },
            { CommandName.Siren, 100, 1, 1801, SirenSound.Steady },
            { CommandName.Siren, 100, 1, double.NaN, SirenSound.Steady },
            { CommandName.Siren, 100, 1, 10, "march" },
            { CommandName.Ping, 100, 1, 10, SirenSound.Steady },
        };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_no_order_may_say_is_refused_counted_and_changes_nothing(
        string name,
        double up,
        long id,
        double seconds,
        string sound
    )
    {
        var order = new Command(Who.Server, Who.Boot, id, up, name, seconds, sound);

        Assert.Equal(CommandResult.BadCommand, desk.Take(order, Now));
        Assert.Equal((false, -1L, 1L), (siren.IsOn, desk.LastId, tally.Faults()["CommandBadCommand"]));
        Assert.Equal(CommandResult.Done, desk.Take(Sound(0), Now));
    }

    [Fact]
    public void A_node_without_a_siren_says_so()
    {
        var bare = new CommandDesk(Who, TimeSpan.FromSeconds(30), siren: null, tally);

        Assert.Equal(CommandResult.NoSiren, bare.Take(Sound(1), Now));
        Assert.Equal(CommandResult.Pong, bare.Take(Sound(2) with { Name = CommandName.Ping, For = null }, Now));
    }

    private static Command Sound(long id, double seconds = 60) =>
        new(Who.Server, Who.Boot, id, Now / 1000.0, CommandName.Siren, seconds);

    private sealed class QuietLine(int number) : IOutputLine
    {
        public void Set(bool active) => Assert.Equal(1, number);

        public void Dispose() { }
    }
}
