namespace Vigia.Server.Derive.Water;

/// <summary>A turbine in a pipe, read as a counter of pulses. K is the sensor's own: 450 pulses a litre for a YF-S201, 390 for an FS400.</summary>
internal static class PulseMeter
{
    // l/min: below it the turbine may stand still or jump.
    private const double LeastFlow = 0.5;

    /// <summary>l/min at a frequency: 7.5 Hz of a YF-S201 is 1 l/min.</summary>
    public static double? Flow(double hertz, double pulsesPerLitre) =>
        hertz < 0 || pulsesPerLitre <= 0 ? null : (hertz / pulsesPerLitre * 60).OrNone;

    /// <summary>
    /// l/min and litres between two readings of the counter. A counter that went backwards is a restart: nothing is known
    /// of that interval. Less than 0.5 l/min counts as standing still, the litres are kept.
    /// </summary>
    public static (double Flow, double Volume)? Between(
        double before,
        double now,
        double seconds,
        double pulsesPerLitre
    )
    {
        if (!(now >= before) || !(seconds > 0) || !(pulsesPerLitre > 0))
        {
            return null;
        }

        var litres = (now - before) / pulsesPerLitre;
        var flow = litres / seconds * 60;
        return double.IsFinite(flow) ? (flow < LeastFlow ? 0 : flow, litres) : null;
    }
}
