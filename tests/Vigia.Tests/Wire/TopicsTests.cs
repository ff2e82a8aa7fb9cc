using Vigia.Wire;

namespace Vigia.Tests.Contract;

public sealed class TopicsTests
{
    public static TheoryData<Channel> Channels => [.. Enum.GetValues<Channel>()];

    [Theory]
    [MemberData(nameof(Channels))]
    public void Every_topic_of_a_node_is_read_as_it_was_made(Channel channel)
    {
        Assert.True(Topics.TryParse(Topics.Of("granja", "inv-1", channel), out var site, out var node, out var read));

        Assert.Equal(("granja", "inv-1", channel), (site, node, read));
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void A_channel_is_written_by_the_node_or_by_the_server(Channel channel)
    {
        Assert.NotEqual(Topics.NodeWrites.Contains(channel), Topics.ServerWrites.Contains(channel));
        Assert.Equal(
            Topics.Of("granja", "inv-1", channel).Replace("inv-1", "+"),
            Topics.OfEveryNode("granja", channel)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("vigia/v1/")]
    [InlineData("vigia/v1/granja/server")]
    [InlineData("vigia/v1/granja/server/data")]
    [InlineData("vigia/v1/granja/inv-1")]
    [InlineData("vigia/v1/granja/inv-1/")]
    [InlineData("vigia/v1/granja/inv-1/Data")]
    [InlineData("vigia/v1/granja/inv-1/data/")]
    [InlineData("vigia/v1/granja/inv-1/data/x")]
    [InlineData("vigia/v1/granja/inv-1/time/ask/x")]
    [InlineData("vigia/v1/granja/+/data")]
    [InlineData("vigia/v1/#")]
    [InlineData("vigia/v1//inv-1/data")]
    [InlineData("vigia/v1/granja//data")]
    [InlineData("vigia/v1/Granja/inv-1/data")]
    [InlineData("vigia/v1/granja/inv_1/data")]
    [InlineData("vigia/v1/granja/inv\0/data")]
    [InlineData("vigia/v1/granja/abcdefghijklmnopqrstuvwxyz0123456/data")]
    [InlineData("/vigia/v1/granja/inv-1/data")]
    [InlineData("vigia/v2/granja/inv-1/data")]
    [InlineData("VIGIA/v1/granja/inv-1/data")]
    public void What_is_no_topic_of_a_node_is_none(string topic)
    {
        Assert.False(Topics.TryParse(topic, out _, out _, out _));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345", true)]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456", false)]
    [InlineData("", false)]
    [InlineData("ñ", false)]
    [InlineData("a.b", false)]
    [InlineData("a\n", false)]
    public void Names_are_small_letters_digits_and_dashes(string name, bool allowed)
    {
        Assert.Equal(allowed, Topics.IsName(name));
        Assert.Equal(allowed, Topics.IsNodeName(name));
    }

    [Fact]
    public void No_node_is_named_server()
    {
        Assert.True(Topics.IsName(Topics.Server));
        Assert.False(Topics.IsNodeName(Topics.Server));
        Assert.Equal("vigia/v1/granja/server", Topics.Heartbeat("granja"));
        Assert.Equal("granja.inv-1", Topics.ClientId("granja", "inv-1"));
    }
}
