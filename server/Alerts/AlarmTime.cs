using System.Globalization;
using Vigia.Server.Clock;
using Vigia.Server.Ingest;
using Vigia.Wire;

namespace Vigia.Server.Alerts;

/// <summary>Dates a node's alarm as its packs are dated (WIRE §5): a node without time may say 1970.</summary>
internal sealed class AlarmTime(Anchors anchors, TimeDesk timeDesk, ServerClock clock)
{
    /// <summary>The same alarm with a time to be believed, and its expiry moved with it.</summary>
    public AlarmReport Date(string node, AlarmReport alarm)
    {
        if (
            !double.IsFinite(alarm.T)
            || !double.IsFinite(alarm.Up)
            || Math.Abs(alarm.T) > 1e11
            || Math.Abs(alarm.Up) > 1e11
        )
        {
            return alarm;
        }

        var known = uint.TryParse(
            alarm.Kb,
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var kernelBoot
        );
        var header = new PackHeader(alarm.Boot, alarm.Aid, alarm.Clk, ToMs(alarm.T), ToMs(alarm.Up), kernelBoot);
        var anchor = known ? anchors.Of(node, kernelBoot) : null;
        var decided = PackTime.Decide(header, anchor, clock.NowMs, timeDesk.HasTime).Ms / 1000.0;
        return alarm with { T = decided, Expires = alarm.Expires + (decided - alarm.T) };
    }

    private static long ToMs(double seconds) => (long)Math.Round(seconds * 1000);
}
