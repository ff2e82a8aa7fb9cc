using System.Text;
using Vigia.Wire;

namespace Vigia.Tests.Contract;

public sealed class BootIdTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(0x9f3a5c0d11e2b764)]
    [InlineData(ulong.MaxValue)]
    public void Sixteen_digits_say_all_of_it(ulong value)
    {
        var boot = new BootId(value);
        var text = boot.ToString();

        Assert.Equal(BootId.Digits, text.Length);
        Assert.True(BootId.TryParse(Encoding.ASCII.GetBytes(text), out var read));
        Assert.Equal(boot, read);
        Assert.Equal(boot, BootId.Parse(text));
        Assert.Equal(boot, BootId.FromColumn(boot.AsColumn()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("9f3a5c0d11e2b76")]
    [InlineData("9f3a5c0d11e2b7640")]
    [InlineData("9f3a5c0d11e2b76g")]
    [InlineData(" 9f3a5c0d11e2b76")]
    [InlineData("0x3a5c0d11e2b764")]
    [InlineData("-000000000000001")]
    public void Anything_else_is_none(string text)
    {
        Assert.False(BootId.TryParse(Encoding.ASCII.GetBytes(text), out _));
    }

    [Fact]
    public void Two_draws_differ()
    {
        Assert.NotEqual(BootId.Draw(), BootId.Draw());
    }
}
