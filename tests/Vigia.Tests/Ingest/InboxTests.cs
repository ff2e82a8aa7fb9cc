using System.Text;
using Vigia.Server.Clock;
using Vigia.Server.Health;
using Vigia.Server.Ingest;
using Vigia.Tests.Kit;
using Vigia.Wire;

namespace Vigia.Tests.Ingest;

public sealed class InboxTests
{
    private readonly IngestMetrics metrics = new();
    private readonly SentMail sent = new();

    [Fact]
    public void A_message_beyond_the_bound_is_shed_and_counted_and_the_first_ones_stay()
    {
        var inbox = NewInbox(new IngestOptions { MaxQueued = 2 });

        inbox.Arrives("inv-1", Channel.Data, "first"u8);
        inbox.Arrives("inv-1", Channel.Data, "second"u8);
        inbox.Arrives("inv-1", Channel.Data, "third"u8);

        Assert.Equal(["first", "second"], Texts(inbox));
        Assert.Equal(1, metrics.Shed);
    }

    [Fact]
    public void Every_arrival_is_a_sign_of_life_but_a_brokers_memory_and_a_will()
    {
        var inbox = NewInbox();
        var heard = new List<string>();
        inbox.Heard = (node, channel) => heard.Add($"{node} {channel}");

        inbox.Arrives("inv-1", Channel.Data, "a"u8);
        inbox.Arrives("inv-2", Channel.TimeAsk, "a"u8);
        inbox.Arrives("inv-3", Channel.Health, "a"u8, retained: true);
        inbox.Arrives("inv-4", Channel.Birth, "a"u8, retained: true);
        inbox.Arrives("inv-5", Channel.Death, "a"u8);

        Assert.Equal(["inv-1 Data", "inv-2 TimeAsk"], heard);
    }

    [Fact]
    public void Bytes_beyond_the_bound_are_shed_until_those_before_are_done()
    {
        var inbox = NewInbox(new IngestOptions { MaxQueuedBytes = 10 });
        inbox.Arrives("inv-1", Channel.Data, "sixsix"u8);
        inbox.Arrives("inv-1", Channel.Data, "five5"u8);
        inbox.Arrives("inv-1", Channel.Data, "four"u8);
        Assert.Equal(1, metrics.Shed);

        Assert.True(inbox.Reader.TryRead(out var first));
        inbox.Arrives("inv-1", Channel.Data, "6still"u8);
        Assert.Equal(2, metrics.Shed);
        inbox.Done(first);
        inbox.Arrives("inv-1", Channel.Data, "6again"u8);

        Assert.Equal(["four", "6again"], Texts(inbox));
        Assert.Equal(2, metrics.Shed);
    }

    [Fact]
    public void A_shed_plain_message_gets_no_puback()
    {
        var inbox = NewInbox(new IngestOptions { MaxQueued = 1 });
        var receipt = new Receipt(() => 0);

        inbox.Arrives("inv-1", Channel.Data, "first"u8);
        inbox.Arrives("meter-1", Channel.Plain, "second"u8, receipt: receipt);

        Assert.Equal((0, 1), (receipt.Completed, metrics.Shed));
    }

    [Theory]
    [InlineData(Channel.Data)]
    [InlineData(Channel.Health)]
    [InlineData(Channel.Plain)]
    [InlineData(Channel.Alarm)]
    [InlineData(Channel.TimeAsk)]
    public void What_a_broker_remembers_is_not_taken(Channel channel)
    {
        var inbox = NewInbox();
        var alarms = 0;
        inbox.Alarms = (_, _) => alarms++;

        inbox.Arrives("inv-1", channel, Ask, retained: true);

        Assert.Empty(Texts(inbox));
        Assert.Empty(sent.All);
        Assert.Equal((0, 0, 0), (alarms, metrics.Shed, metrics.Refused));
    }

    [Theory]
    [InlineData(Channel.Birth)]
    [InlineData(Channel.Death)]
    public void A_retained_birth_or_death_is_taken(Channel channel)
    {
        var inbox = NewInbox();

        inbox.Arrives("inv-1", channel, "who"u8, retained: true);

        Assert.Equal(["who"], Texts(inbox));
    }

    [Fact]
    public void The_time_is_told_past_a_full_queue()
    {
        var inbox = NewInbox(new IngestOptions { MaxQueued = 1, MaxQueuedBytes = 5 });
        inbox.Arrives("inv-1", Channel.Data, "first"u8);

        inbox.Arrives("inv-1", Channel.TimeAsk, Ask);

        var (node, channel, text) = Assert.Single(sent.All);
        Assert.Equal(("inv-1", Channel.Time), (node, channel));
        Assert.Contains("\"n\":4", text, StringComparison.Ordinal);
        Assert.Equal(["first"], Texts(inbox));
        Assert.Equal(0, metrics.Shed);
    }

    [Fact]
    public void A_question_leaves_its_anchor_for_the_next_transaction()
    {
        var inbox = NewInbox();

        inbox.Arrives("inv-1", Channel.TimeAsk, Ask);

        Assert.True(inbox.Reader.TryRead(out var queued));
        Assert.Equal(("inv-1", 0xc01du), (queued.Anchor?.Node, queued.Anchor?.KernelBoot));
    }

    [Fact]
    public void An_alarm_goes_past_a_full_queue()
    {
        var inbox = NewInbox(new IngestOptions { MaxQueued = 1 });
        var alarms = new List<(string, long)>();
        inbox.Alarms = (node, alarm) => alarms.Add((node, alarm.Aid));
        inbox.Arrives("inv-1", Channel.Data, "first"u8);

        inbox.Arrives(
            "inv-1",
            Channel.Alarm,
            """{"boot":"9f3a5c0d11e2b764","aid":3,"t":1764000000,"clk":3,"up":100,"kb":"c01d","expires":1764000600,"point":"smoke","unit":"/","value":1,"limit":0.5}"""u8
        );

        Assert.Equal([("inv-1", 3)], alarms);
    }

    [Theory]
    [InlineData("")]
    [InlineData("fire!")]
    [InlineData("null")]
    [InlineData("{\"aid\":1}")]
    [InlineData("{\"boot\":\"short\",\"aid\":1}")]
    public void An_alarm_that_cannot_be_read_is_a_counted_refusal(string text)
    {
        var inbox = NewInbox();
        var alarms = 0;
        inbox.Alarms = (_, _) => alarms++;

        inbox.Arrives("inv-1", Channel.Alarm, Encoding.UTF8.GetBytes(text));

        Assert.Equal((0, 1), (alarms, metrics.Refused));
    }

    private static ReadOnlySpan<byte> Ask => """{"n":4,"up":100,"kb":"c01d","clk":0,"t":1}"""u8;

    private Inbox NewInbox(IngestOptions? options = null)
    {
        var clock = new ServerClock(new ClockOptions(ClockQuality.Ntp));
        var desk = new TimeDesk(clock, new ClockWatch());
        return new Inbox(options ?? new IngestOptions(), clock, desk, metrics) { Ingress = sent };
    }

    private static List<string> Texts(Inbox inbox)
    {
        var texts = new List<string>();
        while (inbox.Reader.TryRead(out var queued))
        {
            texts.Add(Encoding.UTF8.GetString(queued.Arrival.Payload));
        }

        return texts;
    }
}
