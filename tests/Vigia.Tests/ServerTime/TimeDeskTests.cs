using System.Globalization;
using System.Text;
using System.Text.Json;
using Vigia.Server.Clock;
using Vigia.Server.Ingest;
using Vigia.Wire;

namespace Vigia.Tests.ServerTime;

public sealed class TimeDeskTests
{
    private const long Received = 1_764_000_000_500;

    private readonly ClockWatch watch = new();

    [Fact]
    public void An_answer_bears_the_questions_number_and_the_servers_time_and_quality()
    {
        var reply = Read(Desk(ClockQuality.Ntp).Answer("inv-1", Ask(), Received));

        Assert.Equal((7, Received / 1000.0, ClockQuality.Ntp), (reply.N, reply.Rx, reply.Clk));
        Assert.True(reply.Tx > 1_764_000_000);
    }

    [Theory]
    [InlineData(ClockQuality.Rtc)]
    [InlineData(ClockQuality.Server)]
    [InlineData(ClockQuality.Ntp)]
    public void A_question_teaches_when_the_nodes_uptime_was_nought(ClockQuality quality)
    {
        var anchor = Desk(quality).Answer("inv-1", Ask(up: "100.25"), Received)?.Anchor;

        Assert.Equal(new LearnedAnchor("inv-1", 0xc01d, Received - 100_250), anchor);
    }

    [Fact]
    public void A_server_with_nothing_behind_its_clock_tells_so_and_learns_no_anchor()
    {
        var answer = Desk(ClockQuality.None).Answer("inv-1", Ask(), Received);

        Assert.Equal(ClockQuality.None, Read(answer).Clk);
        Assert.Null(answer?.Anchor);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("zz")]
    [InlineData("123456789")]
    public void Without_a_kernel_boot_there_is_an_answer_and_no_anchor(string kernelBoot)
    {
        var answer = Desk(ClockQuality.Ntp).Answer("inv-1", Ask(kb: kernelBoot), Received);

        Assert.NotNull(answer);
        Assert.Null(answer.Value.Anchor);
    }

    [Theory]
    [InlineData("")]
    [InlineData("what time is it?")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"n":7}""")]
    [InlineData("""{"n":"7","up":1,"kb":"c01d","clk":0,"t":1}""")]
    [InlineData("""{"n":7,"up":-1,"kb":"c01d","clk":0,"t":1}""")]
    [InlineData("""{"n":7,"up":1e10,"kb":"c01d","clk":0,"t":1}""")]
    [InlineData("""{"n":7,"up":1e999,"kb":"c01d","clk":0,"t":1}""")]
    [InlineData("""{"n":7,"up":1,"kb":null,"clk":0,"t":1}""")]
    [InlineData("""{"n":7,"up":1,"kb":"c01d","clk":4,"t":1}""")]
    [InlineData("""{"n":7,"up":1,"kb":"c01d","clk":-1,"t":1}""")]
    [InlineData("""{"n":7,"up":1,"kb":"c01d","clk":0,"t":1e12}""")]
    [InlineData("""{"n":7,"up":1,"kb":"c01d","clk":0,"t":1""")]
    public void What_is_no_question_gets_no_answer(string text)
    {
        Assert.Null(Desk(ClockQuality.Ntp).Answer("inv-1", Encoding.UTF8.GetBytes(text), Received));
    }

    [Fact]
    public void A_server_behind_its_ledger_gives_no_time()
    {
        watch.SeeReceived(DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds());
        var desk = Desk(ClockQuality.Ntp);

        Assert.False(desk.HasTime);
        Assert.Null(desk.Answer("inv-1", Ask(), Received));
    }

    [Fact]
    public void The_third_node_that_says_otherwise_gets_no_time_any_more()
    {
        var desk = Desk(ClockQuality.Ntp);
        var tomorrow = Received / 1000 + 86_400;

        Assert.NotNull(desk.Answer("a", Ask(clk: 1, t: tomorrow), Received));
        Assert.NotNull(desk.Answer("b", Ask(clk: 3, t: tomorrow), Received));
        Assert.Null(desk.Answer("c", Ask(clk: 1, t: tomorrow), Received));

        Assert.False(desk.HasTime);
    }

    private TimeDesk Desk(ClockQuality quality) => new(new ServerClock(new ClockOptions(quality)), watch);

    private static byte[] Ask(string up = "100", string kb = "c01d", int clk = 0, long t = 1) =>
        Encoding.UTF8.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"n":7,"up":{{up}},"kb":"{{kb}}","clk":{{clk}},"t":{{t}}}"""
            )
        );

    private static TimeReply Read((byte[] Reply, LearnedAnchor? Anchor)? answer)
    {
        Assert.NotNull(answer);
        return Assert.IsType<TimeReply>(JsonSerializer.Deserialize(answer.Value.Reply, WireJson.Default.TimeReply));
    }
}
