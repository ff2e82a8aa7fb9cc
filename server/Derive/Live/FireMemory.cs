using Vigia.Server.Derive.Channels;
using Vigia.Server.Derive.Fire;

namespace Vigia.Server.Derive.Live;

/// <summary>Where the hourly chain of a mast stands.</summary>
/// <param name="Hour">The hour that is being summed, counted from 1970 on the farm's clock.</param>
/// <param name="Last">Weather of the last hour that had one: it stands in for the next ones that have none.</param>
/// <param name="Filled">Hours in a row that it stood in for.</param>
/// <param name="Fuel">The grass's moisture, as <see cref="FireChain.ToNumbers"/> writes it.</param>
/// <param name="Danger">Of the hour before <paramref name="Hour"/>; null where that one was not measured.</param>
internal sealed record FireMemory(
    long Hour,
    HourSums Sums,
    HourWeather? Last,
    int Filled,
    double[] Fuel,
    FireStep Step,
    HourDanger? Danger
)
{
    public static double[] StartFuel { get; } = FireChain.ToNumbers(FuelState.Start);

    public static FireMemory Fresh { get; } =
        new(0, HourSums.Empty, Last: null, Filled: 0, StartFuel, FireStep.None, Danger: null);
}

/// <summary>What became of the last hour that ended.</summary>
internal enum FireStep
{
    None,

    /// <summary>By its own weather.</summary>
    Measured,

    /// <summary>Nobody measured: by the last known weather.</summary>
    Filled,

    /// <summary>Unknown for too long: the grass is as at the start again, and the codes are wrong for some days.</summary>
    Restarted,
}

/// <param name="Temperature">°C, mean of the hour.</param>
/// <param name="Humidity">%RH, mean.</param>
/// <param name="Wind">km/h at 10 m, mean.</param>
/// <param name="Rain">mm, sum; 0 where no gauge stands, which is the side of caution.</param>
internal sealed record HourWeather(double Temperature, double Humidity, double Wind, double Rain);

/// <summary>The danger that one hour told of.</summary>
/// <param name="Wind">km/h.</param>
/// <param name="Spread">m/min.</param>
internal sealed record HourDanger(
    long Hour,
    double Gfwi,
    double Gsi,
    double Gfmc,
    double Spread,
    double? Gfdi,
    double Wind
);

/// <summary>An hour's readings, added up.</summary>
internal sealed record HourSums(
    double Temperature,
    int Temperatures,
    double Humidity,
    int Humidities,
    double Wind,
    int Winds,
    double Rain
)
{
    public static HourSums Empty { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>Null where one of the three was not measured.</summary>
    public HourWeather? Weather =>
        Temperatures > 0 && Humidities > 0 && Winds > 0
            ? new HourWeather(Temperature / Temperatures, Humidity / Humidities, Wind / Winds, Rain)
            : null;

    /// <param name="windShare">What the anemometer reads of the wind at 10 m.</param>
    public HourSums With(in Measured reading, double windShare) =>
        reading.Point switch
        {
            "temperature" => this with { Temperature = Temperature + reading.Value, Temperatures = Temperatures + 1 },
            "humidity" => this with { Humidity = Humidity + reading.Value, Humidities = Humidities + 1 },
            "wind_speed" => this with { Wind = Wind + reading.Value * 3.6 / windShare, Winds = Winds + 1 },
            "rain" => this with { Rain = Rain + reading.Value },
            _ => this,
        };
}
