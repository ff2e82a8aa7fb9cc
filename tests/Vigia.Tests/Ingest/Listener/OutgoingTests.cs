using Microsoft.Extensions.Time.Testing;
using Vigia.Server.Ingest.Listener;

namespace Vigia.Tests.Ingest.Listener;

public sealed class OutgoingTests
{
    [Fact]
    public void Whoever_looks_while_a_write_begins_sees_no_slow_reader()
    {
        var time = new LookedThrough();
        var outgoing = new Outgoing(_ => ValueTask.FromResult(true), limit: 1024, time);
        time.Look = () => outgoing.WritingFor;
        time.Advance(TimeSpan.FromHours(1));

        outgoing.TryAppend([0x20, 2, 0, 0]);
        outgoing.Flush();

        Assert.NotEmpty(time.Seen);
        Assert.All(time.Seen, seen => Assert.Equal(TimeSpan.Zero, seen));
    }

    /// <summary>A clock that looks, each time it is asked, as the watcher on another thread might.</summary>
    private sealed class LookedThrough : FakeTimeProvider
    {
        private bool isLooking;

        public Func<TimeSpan> Look { get; set; } = () => TimeSpan.Zero;

        public List<TimeSpan> Seen { get; } = [];

        public override long GetTimestamp()
        {
            if (!isLooking)
            {
                isLooking = true;
                Seen.Add(Look());
                isLooking = false;
            }

            return base.GetTimestamp();
        }
    }
}
