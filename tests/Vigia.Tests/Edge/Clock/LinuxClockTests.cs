using System.Globalization;
using Vigia.Edge.Clock;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Clock;

public sealed class LinuxClockTests
{
    [Fact]
    public void Uptime_is_the_kernels_and_goes_on()
    {
        var before = KernelUptimeMs();
        var up = new LinuxClock().UpMs;
        var after = KernelUptimeMs();

        // /proc/uptime counts hundredths.
        Assert.InRange(up, before - 10, after + 10);
    }

    [Fact]
    public void The_hash_of_the_boot_is_the_same_for_every_process_and_never_0()
    {
        Assert.Equal(new LinuxClock().KernelBoot, new LinuxClock().KernelBoot);
        Assert.NotEqual(0u, new LinuxClock().KernelBoot);
        Assert.NotEqual(LinuxClock.HashOf("a"), LinuxClock.HashOf("b"));
    }

    [Fact]
    public void The_kernel_says_what_stands_behind_its_time()
    {
        Assert.Contains(new LinuxClock().Quality, new[] { ClockQuality.None, ClockQuality.Rtc, ClockQuality.Ntp });
    }

    [Theory]
    [InlineData("1", "1790000000", true)]
    [InlineData("0", "1790000000", false)]
    [InlineData("1", "946684800", false)]
    [InlineData("1", "5000000000", false)]
    [InlineData("1", "", false)]
    public void An_rtc_counts_when_it_set_the_clock_and_its_year_is_plausible(string set, string epoch, bool counts)
    {
        var folder = Directory.CreateTempSubdirectory("rtc");
        File.WriteAllText(Path.Combine(folder.FullName, "hctosys"), set + "\n");
        File.WriteAllText(Path.Combine(folder.FullName, "since_epoch"), epoch + "\n");

        Assert.Equal(counts, RealTimeClock.HasSetTheSystemClock(folder.FullName));

        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_board_without_an_rtc_has_none()
    {
        Assert.False(RealTimeClock.HasSetTheSystemClock("/sys/class/rtc/rtc-of-nobody"));
    }

    private static long KernelUptimeMs() =>
        (long)(double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture) * 1000);
}
