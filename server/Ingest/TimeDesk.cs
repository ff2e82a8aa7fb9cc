using System.Text.Json;
using Vigia.Server.Clock;
using Vigia.Wire;

namespace Vigia.Server.Ingest;

/// <summary>Answers <c>time/ask</c> at once, from memory, whatever the stores do; and what is to be learned from the question.</summary>
internal sealed class TimeDesk(ServerClock clock, ClockWatch watch)
{
    // The year 2000: a clock that shows less has never been set.
    private const long FirstCredibleMs = 946_684_800_000;

    /// <summary>Something stands behind this machine's clock, and nothing speaks against it.</summary>
    public bool HasTime => clock.Quality > ClockQuality.None && IsTrusted;

    private bool IsTrusted =>
        watch.Judge(clock.NowMs, ServerClock.MonotonicMs) == TimeTrust.Trusted && clock.NowMs > FirstCredibleMs;

    /// <summary>Null when the question is none, or there is no time to give.</summary>
    public (byte[] Reply, LearnedAnchor? Anchor)? Answer(string node, ReadOnlySpan<byte> payload, long rxMs)
    {
        if (Read(payload) is not { } ask)
        {
            return null;
        }

        watch.Vote(node, ask.Clk, ToMs(ask.T), rxMs, ServerClock.MonotonicMs);
        if (!IsTrusted)
        {
            return null;
        }

        var quality = clock.Quality;
        var reply = new TimeReply(ask.N, rxMs / 1000.0, clock.NowMs / 1000.0, quality);
        // Where time runs fast, the way of the question is a long time too: no measure of anybody's clock.
        var anchor =
            quality >= ClockQuality.Rtc && clock.Speed == 1 && KernelBootOf(ask.Kb) is { } kernelBoot
                ? new LearnedAnchor(node, kernelBoot, rxMs - ToMs(ask.Up))
                : null;
        return (JsonSerializer.SerializeToUtf8Bytes(reply, WireJson.Default.TimeReply), anchor);
    }

    private static TimeAsk? Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            var ask = JsonSerializer.Deserialize(payload, WireJson.Default.TimeAsk);
            return
                ask is { Up: >= 0 and < 1e10, T: > -1e12 and < 1e12, Clk: >= ClockQuality.None and <= ClockQuality.Ntp }
                ? ask
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static uint? KernelBootOf(string text) =>
        uint.TryParse(text, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var hash) && hash != 0
            ? hash
            : null;

    private static long ToMs(double seconds) => (long)Math.Round(seconds * 1000);
}
