using Vigia.Edge.NodeFile;

namespace Vigia.Tests.Edge.NodeFile;

public sealed class AmountsTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("1.5s", 1_500)]
    [InlineData("10m", 600_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("30d", 2_592_000_000)]
    public void Times_are_written_with_their_unit(string text, long ms)
    {
        Assert.True(Amounts.TryTime(text, out var span));
        Assert.Equal(ms, span.TotalMilliseconds);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    [InlineData("5S")]
    [InlineData("1e9d")]
    [InlineData("99999999999d")]
    [InlineData("")]
    public void What_is_no_time_is_refused(string text)
    {
        Assert.False(Amounts.TryTime(text, out _));
    }

    [Theory]
    [InlineData("64MB", 64L << 20)]
    [InlineData("1.5GB", 3L << 29)]
    [InlineData("10KB", 10_240)]
    public void Sizes_are_written_with_their_unit(string text, long bytes)
    {
        Assert.True(Amounts.TrySize(text, out var size));
        Assert.Equal(bytes, size);
    }

    [Fact]
    public void Ranges_are_shown_in_the_largest_unit_that_fits()
    {
        Assert.Equal("20ms", Amounts.Write(TimeSpan.FromMilliseconds(20)));
        Assert.Equal("90s", Amounts.Write(TimeSpan.FromSeconds(90)));
        Assert.Equal("1d", Amounts.Write(TimeSpan.FromHours(24)));
        Assert.Equal("64KB", Amounts.Write(64L << 10));
        Assert.Equal("1MB", Amounts.Write(1L << 20));
    }
}
