using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Edge.Clock;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Clock;

public sealed class SimulatedClockTests : IDisposable
{
    private readonly FakeBoard truth = new() { Quality = ClockQuality.None };
    private readonly string file = Path.GetTempFileName();
    private readonly SimulatedClock clock;

    public SimulatedClockTests() => clock = new SimulatedClock(truth, file, NullLogger.Instance);

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Without_a_wish_it_shows_the_truth_with_ntp_behind_it()
    {
        Assert.Equal(truth.TimeOfDayMs, clock.TimeOfDayMs);
        Assert.Equal(truth.UpMs, clock.UpMs);
        Assert.Equal(truth.KernelBoot, clock.KernelBoot);
        Assert.Equal(ClockQuality.Ntp, clock.Quality);
    }

    [Fact]
    public void A_node_can_be_put_into_the_past_and_back()
    {
        Wish("offset=-3600.5\nquality=none\n");
        Assert.Equal(truth.TimeOfDayMs - 3_600_500, clock.TimeOfDayMs);
        Assert.Equal(ClockQuality.None, clock.Quality);

        Wish("# two days ahead\noffset=172800\n\nquality=rtc");
        Assert.Equal(truth.TimeOfDayMs + 172_800_000, clock.TimeOfDayMs);
        Assert.Equal(ClockQuality.Rtc, clock.Quality);
    }

    [Fact]
    public void Another_kernel_boot_can_be_wished()
    {
        Wish("boot=c0ffee\nup=+60\n");

        Assert.Equal(0xC0FFEEu, clock.KernelBoot);
        Assert.Equal(truth.UpMs + 60_000, clock.UpMs);
    }

    [Theory]
    [InlineData("offset=yesterday")]
    [InlineData("offset=1e300")]
    [InlineData("quality=good")]
    [InlineData("boot=0")]
    [InlineData("ofset=3")]
    [InlineData("offset")]
    [InlineData("")]
    public void A_file_that_cannot_be_understood_moves_nothing(string text)
    {
        Wish("offset=60");
        Assert.Equal(truth.TimeOfDayMs + 60_000, clock.TimeOfDayMs);

        Wish(text);

        Assert.Equal(truth.TimeOfDayMs + 60_000, clock.TimeOfDayMs);
    }

    [Fact]
    public void A_file_that_goes_away_leaves_the_clock_as_it_was()
    {
        Wish("offset=60");
        Assert.Equal(truth.TimeOfDayMs + 60_000, clock.TimeOfDayMs);

        File.Delete(file);

        Assert.Equal(truth.TimeOfDayMs + 60_000, clock.TimeOfDayMs);
    }

    private DateTime written = DateTime.UtcNow;

    private void Wish(string text)
    {
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, written = written.AddSeconds(1));
    }
}
