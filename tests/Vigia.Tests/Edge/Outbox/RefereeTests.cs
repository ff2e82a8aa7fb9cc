using System.Text.Json;
using Vigia.Edge.Outbox;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Outbox;

public sealed class RefereeTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Each_pack_is_a_line_that_another_process_can_read_at_once()
    {
        using var referee = new Referee(path);
        var header = new PackHeader(new BootId(0xabc), 3, ClockQuality.Ntp, 1_764_000_000_120, 86_400_118, 0xc01d);

        referee.Write(header, [new Reading("air", "Cel", 27.4), new Reading("soil", "/", null, Fault: "NoAnswer")]);

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var line = JsonDocument.Parse(stream);
        Assert.Equal(
            """{"boot":"0000000000000abc","seq":3,"clk":3,"ms":1764000000120,"up":86400118,"n":["air","soil"],"v":[27.4,"NoAnswer"]}""",
            line.RootElement.GetRawText()
        );
    }

    [Fact]
    public void Stamps_of_a_lane_grow_within_a_clock_and_follow_it_when_it_steps()
    {
        var order = new StampOrder();

        Assert.Equal(1000, order.Next("air", ClockQuality.Ntp, 1000));
        Assert.Equal(1001, order.Next("air", ClockQuality.Ntp, 1000));
        Assert.Equal(1002, order.Next("air", ClockQuality.Ntp, 900));
        Assert.Equal(1000, order.Next("soil", ClockQuality.Ntp, 1000));
        Assert.Equal(1, order.Next("air", ClockQuality.Ntp, 1));
        Assert.Equal(500, order.Next("air", ClockQuality.Server, 500));
    }
}
