using Microsoft.Extensions.Time.Testing;
using Vigia.Server.Ingest.Listener;

namespace Vigia.Tests.Ingest.Listener;

public sealed class TakeoverBookTests
{
    private readonly FakeTimeProvider time = new();
    private readonly TakeoverBook book;

    public TakeoverBookTests() => book = new TakeoverBook(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60), time);

    [Fact]
    public void The_pause_doubles_from_five_seconds_to_sixty()
    {
        Assert.True(book.MayTakeOver("inv1"));
        foreach (var pause in (int[])[5, 10, 20, 40, 60, 60])
        {
            time.Advance(TimeSpan.FromSeconds(pause) - TimeSpan.FromMilliseconds(1));
            Assert.False(book.MayTakeOver("inv1"));
            time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.True(book.MayTakeOver("inv1"));
        }

        Assert.Equal((7, 6), book.Of("inv1"));
    }

    [Fact]
    public void After_a_quiet_time_the_pause_is_short_again()
    {
        book.MayTakeOver("inv1");
        time.Advance(TimeSpan.FromSeconds(5));
        book.MayTakeOver("inv1");
        time.Advance(TimeSpan.FromSeconds(121));
        Assert.True(book.MayTakeOver("inv1"));
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.True(book.MayTakeOver("inv1"));
    }

    [Fact]
    public void One_node_does_not_wait_for_another()
    {
        Assert.True(book.MayTakeOver("inv1"));
        Assert.True(book.MayTakeOver("inv2"));
        Assert.False(book.MayTakeOver("inv1"));
    }
}
