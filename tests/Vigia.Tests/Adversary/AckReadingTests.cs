using Vigia.Wire;

namespace Vigia.Tests.Adversary;

public sealed class AckReadingTests
{
    [Theory]
    [InlineData("11112222333344445")]
    [InlineData("1")]
    public void A_boot_that_is_none_makes_no_ack_and_no_exception(string boot)
    {
        var json = $"{{\"by\":\"s\",\"boot\":\"{boot}\",\"upto\":1,\"more\":[],\"refused\":[]}}";

        Assert.False(Ack.TryRead(System.Text.Encoding.UTF8.GetBytes(json), out _));
    }
}
