using Vigia.Edge.NodeFile;

namespace Vigia.Edge.Sensors;

/// <summary>What turns or tips on a farm, and is read by <see cref="PulseCounter"/>.</summary>
internal static class PulseChips
{
    // Turbines and cups have bounced out so soon; the reed of a rain gauge takes longest.
    private static readonly TimeSpan TurbineBounce = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan CupBounce = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan BucketBounce = TimeSpan.FromMilliseconds(10);

    // Below these a wheel stands, and what comes is chance: 0.5 l/min, 0.3 m/s.
    private const double SlowestFlow = 0.5 / 60;
    private const double SlowestWind = 0.3;

    public static readonly Chip FlowMeter = new(
        "flow-meter",
        new OnLine(TurbineBounce),
        [new("flow", "l/s", 0), new("volume", "l", 0)],
        (board, line, time) => Open(board, line, time, SlowestFlow, PulseOutput.Rate, PulseOutput.Amount)
    )
    {
        Needs = new NeedsPulsesPer("pulses_per_litre", 0.001, 10_000),
    };

    public static readonly Chip RainGauge = new(
        "rain-gauge",
        new OnLine(BucketBounce),
        [new("rain", "mm", 0)],
        (board, line, time) => Open(board, line, time, 0, PulseOutput.Amount)
    )
    {
        Needs = new NeedsPulsesPer("pulses_per_mm", 0.1, 100),
    };

    public static readonly Chip Anemometer = new(
        "anemometer",
        new OnLine(CupBounce),
        [new("wind_speed", "m/s", 0)],
        (board, line, time) => Open(board, line, time, SlowestWind, PulseOutput.Rate)
    )
    {
        Needs = new NeedsPulsesPer("pulses_per_metre", 0.01, 100),
    };

    private static PulseCounter Open(
        IBoard board,
        SensorLine line,
        SensorTime time,
        double slowest,
        params IReadOnlyList<PulseOutput> outputs
    ) => new(board.OpenPulses(line), line.SettingsAs<PulseSettings>(), time.World, slowest, outputs);
}
