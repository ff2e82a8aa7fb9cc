namespace Vigia.Edge.Simulation.Nature;

/// <summary>
/// Real weather again: its first day is the world's first day. Between two observations the way is straight; at the hour it is
/// exactly what was observed. Before the first the first holds, and after the last they begin again, whole days later.
/// </summary>
internal sealed class WeatherReplay : IWeather
{
    private const double OrdinaryWind = 2;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly WeatherRow[] rows;
    private readonly DateTime firstDay;
    private readonly DateTime worldsFirstDay;
    private readonly TimeSpan cycle;

    public WeatherReplay(WeatherRows observed, DateOnly firstDay)
    {
        rows = [.. observed.Rows];
        this.firstDay = rows[0].Time.Date;
        worldsFirstDay = firstDay.ToDateTime(TimeOnly.MinValue);
        cycle = TimeSpan.FromDays((rows[^1].Time.Date - this.firstDay).Days + 1);
    }

    public Outside At(DateTimeOffset time)
    {
        var since = Sun.LocalTime(time).DateTime - worldsFirstDay;
        var observed = firstDay + TimeSpan.FromTicks(Math.Max(0, since.Ticks) % cycle.Ticks);
        var next = NextAt(observed);
        var rain = RainAt(next, observed);
        var sunshine = Sun.Height(time) * (rain > 0 ? 0.2 : 0.8);
        if (next == 0 || next == rows.Length)
        {
            var only = rows[Math.Min(next, rows.Length - 1)];
            return new Outside(only.Air, only.Wind ?? OrdinaryWind, rain, sunshine);
        }

        var (from, to) = (rows[next - 1], rows[next]);
        var way = (observed - from.Time) / (to.Time - from.Time);
        var air = new Air(
            Between(from.Air.Celsius, to.Air.Celsius, way),
            Between(from.Air.Humidity, to.Air.Humidity, way)
        );
        var wind = Between(from.Wind ?? OrdinaryWind, to.Wind ?? OrdinaryWind, way);
        return new Outside(air, wind, rain, sunshine);
    }

    // Evenly through the hour that ends at the observation, that hour's end included.
    private double RainAt(int next, DateTime observed) =>
        next < rows.Length && rows[next].Time - observed < Hour ? rows[next].Rain : 0;

    /// <summary>The first observation at or after that time; their number when there is none.</summary>
    private int NextAt(DateTime observed)
    {
        var (low, high) = (0, rows.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = rows[middle].Time < observed ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static double Between(double from, double to, double way) => from + ((to - from) * way);
}
