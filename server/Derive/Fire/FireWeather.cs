namespace Vigia.Server.Derive.Fire;

/// <summary>What the grass remembers from hour to hour. Keep it: losing it costs days until the codes are right again.</summary>
/// <param name="FineFuel">Moisture of litter, % of the dry mass.</param>
/// <param name="Matted">Moisture of grass that lies, %.</param>
/// <param name="Standing">Moisture of grass that stands, %.</param>
internal readonly record struct FuelState(double FineFuel, double Matted, double Standing, RainMemory Rain)
{
    public static FuelState Start { get; } = From(FuelCode.ToMoisture(FuelCode.Start));

    private static FuelState From(double moisture) => new(moisture, moisture, moisture, default);
}

/// <summary>How a fire would behave in this hour; it tells of none that burns.</summary>
/// <param name="FineFuelCode">FFMC, 0 to 101.</param>
/// <param name="InitialSpread">ISI.</param>
/// <param name="GrassCode">GFMC, 0 to 101: the grass's moisture, its green part counted in.</param>
/// <param name="Spread">Rate of spread, m/min.</param>
/// <param name="GrassSpreadIndex">GSI.</param>
/// <param name="GrassFireIndex">GFWI: from 10 watch, from 20 high, from 30 extreme.</param>
internal readonly record struct FireDanger(
    double FineFuelCode,
    double InitialSpread,
    double GrassCode,
    double Spread,
    double GrassSpreadIndex,
    double GrassFireIndex
);

/// <summary>The hourly grassland chain of the Canadian Forest Service's FWI2025: one hour's weather moves the state on and gives its danger.</summary>
internal static class FireWeather
{
    /// <summary>The next hour. None, and the state as it was, where weather or grass are impossible.</summary>
    public static (FuelState State, FireDanger? Danger) Next(FuelState state, FireHour weather, Grass grass)
    {
        if (!weather.IsPossible || !grass.IsPossible)
        {
            return (state, null);
        }

        var hour = weather.Clipped;
        var rain = state.Rain.BeginHour(hour.Rain);
        var next = new FuelState(
            FineFuel.Next(state.FineFuel, hour, rain.Reaching(hour.Rain)),
            GrassFuel.NextMatted(state.Matted, hour, grass.Load),
            GrassFuel.NextStanding(state.Standing, hour, grass.Load),
            rain.EndHour(hour.Rain)
        );
        return (next, Danger(next, hour, grass));
    }

    private static FireDanger Danger(FuelState state, FireHour hour, Grass grass)
    {
        var moisture = grass.Standing ? state.Standing : state.Matted;
        var spread = GrassSpread.Rate(moisture, hour.Wind, grass);
        return new(
            FuelCode.OfMoisture(state.FineFuel),
            FineFuel.InitialSpreadIndex(state.FineFuel, hour.Wind),
            FuelCode.OfMoisture(WithGreen(moisture, hour.Wind, grass.Curing)),
            spread,
            1.11 * spread,
            FireIndex(300 * grass.Load * spread)
        );
    }

    // The moisture of fully cured grass that would catch fire as easily as this half-green one.
    private static double WithGreen(double moisture, double wind, double curing)
    {
        var wind2m = 0.75 * wind;
        var ignition = GrassSpread.Curing(curing) / (1 + Math.Exp(-(1.49 - 0.11 * moisture + 0.075 * wind2m)));
        var equal =
            ignition > 0 ? (Math.Log(ignition / (1 - ignition)) - 1.49 - 0.075 * wind2m) / -0.11 : double.MaxValue;
        return Math.Min(equal, FuelCode.MostMoisture);
    }

    // Intensity in kW/m.
    private static double FireIndex(double intensity) =>
        intensity > 100 ? Math.Log(intensity / 60) / 0.14 : intensity / 25;
}
