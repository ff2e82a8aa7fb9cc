using Vigia.Server.Ingest;
using Vigia.Tests.Kit;

namespace Vigia.Tests.Ingest;

public sealed class DiskReserveTests : IDisposable
{
    private const long MB = 1 << 20;

    private readonly TemporaryData data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public void There_is_room_above_the_reserve_and_none_below()
    {
        Assert.True(new DiskReserve(data.Path, reserveBytes: 0).HasRoom());
        Assert.False(new DiskReserve(data.Path, reserveBytes: long.MaxValue / 2).HasRoom());
    }

    [Fact]
    public void What_was_full_stays_full_until_a_tenth_more_is_free()
    {
        var free = new DriveInfo(data.Path).AvailableFreeSpace;
        var reserve = new DiskReserve(data.Path, free - 512 * MB);
        Assert.True(reserve.HasRoom());

        Allocate(1024 * MB);
        Assert.False(reserve.HasRoom());
        File.Delete(data["filler"]);

        Assert.False(reserve.HasRoom());
    }

    // Blocks are reserved, nothing is written.
    private void Allocate(long bytes)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            PreallocationSize = bytes,
        };
        using var filler = new FileStream(data["filler"], options);
    }
}
