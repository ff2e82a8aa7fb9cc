using Vigia.Server.Derive.Fire;
using Vigia.Server.Farm;

namespace Vigia.Server.Derive.Channels;

/// <summary>The hourly grassland chain as a channel: a row an hour, without holes; over a missing hour the state stands still.</summary>
internal static class FireChain
{
    // Month and day as one number: 701 is 1 July, when the published chain begins to count grass as standing.
    private const double FirstOfJuly = 701;

    public static DerivedChannel Channel { get; } =
        new(
            "fire_weather",
            new LocalText("Toda la cadena horaria FWI2025 de pastizal", "The whole hourly grassland chain of FWI2025"),
            [
                Inputs.Temperature,
                Inputs.Humidity,
                Inputs.Wind,
                Inputs.Rain,
                Inputs.Latitude,
                Inputs.Longitude,
                Inputs.UtcOffset,
                Inputs.Year,
                Inputs.Month,
                Inputs.Day,
                Inputs.Hour,
                Inputs.Curing,
                new ChannelInput("grass_fuel_load", "kg/m2").Or(Grass.OrdinaryLoad),
                new ChannelInput("standing_from", "mmdd").Or(FirstOfJuly),
                new ChannelInput("solar_radiation", "kW/m2").OrNone,
            ],
            [
                new("gfwi", "1"),
                new("gsi", "1"),
                new("gfmc", "1"),
                new("ffmc", "1"),
                new("isi", "1"),
                new("mcffmc", "%"),
                new("mcgfmc_matted", "%"),
                new("mcgfmc_standing", "%"),
                new("solrad", "kW/m2"),
                new("sunrise", "h"),
                new("sunset", "h"),
                new("sunlight_hours", "h"),
                new("prec_cumulative", "mm"),
                new("canopy_drying", "h"),
            ],
            Hour
        )
        {
            Start = ToNumbers(FuelState.Start),
        };

    /// <summary>The sun alone, where nobody measures it.</summary>
    public static DerivedChannel Sun { get; } =
        new(
            "solrad",
            new LocalText("Radiación solar estimada", "Solar radiation, estimated"),
            [
                Inputs.Temperature,
                Inputs.Humidity,
                Inputs.Latitude,
                Inputs.Longitude,
                Inputs.UtcOffset,
                Inputs.Year,
                Inputs.Month,
                Inputs.Day,
                Inputs.Hour,
            ],
            [new("solrad", "kW/m2"), new("sunrise", "h"), new("sunset", "h"), new("sunlight_hours", "h")],
            SunOfHour
        );

    /// <summary>The state as numbers that anyone can store.</summary>
    public static double[] ToNumbers(FuelState state) =>
        [state.FineFuel, state.Matted, state.Standing, state.Rain.Fallen, state.Rain.DryHours];

    public static FuelState FromNumbers(ReadOnlySpan<double> numbers) =>
        new(numbers[0], numbers[1], numbers[2], new(numbers[3], (int)numbers[4]));

    private static void Hour(ReadOnlySpan<double> inputs, Span<double> state, Span<double> outputs)
    {
        outputs.Fill(double.NaN);
        if (Where(inputs[4..11]) is not { } place)
        {
            return;
        }

        var sun = SunHour.At(place);
        var hour = new FireHour(inputs[0], inputs[1], inputs[2], inputs[3], Radiation: 0).Clipped;
        hour = hour with { Radiation = inputs[14].OrNone ?? sun.Radiation(hour.Temperature, hour.Humidity) };
        var standing = place.Date.Month * 100 + place.Date.Day >= inputs[13];
        var (next, danger) = FireWeather.Next(
            FromNumbers(state),
            hour,
            new Grass(Load: inputs[12], Curing: inputs[11], standing)
        );
        if (danger is not { } found)
        {
            return;
        }

        ToNumbers(next).CopyTo(state);
        Write(next, found, hour, sun, outputs);
    }

    private static void Write(FuelState state, FireDanger danger, FireHour hour, SunHour sun, Span<double> outputs)
    {
        ReadOnlySpan<double> all =
        [
            danger.GrassFireIndex,
            danger.GrassSpreadIndex,
            danger.GrassCode,
            danger.FineFuelCode,
            danger.InitialSpread,
            state.FineFuel,
            state.Matted,
            state.Standing,
            hour.Radiation,
            sun.Sunrise,
            sun.Sunset,
            sun.DaylightHours,
            state.Rain.Fallen,
            state.Rain.DryHours,
        ];
        all.CopyTo(outputs);
    }

    private static void SunOfHour(ReadOnlySpan<double> inputs, Span<double> state, Span<double> outputs)
    {
        outputs.Fill(double.NaN);
        var air = new FireHour(inputs[0], inputs[1], Wind: 0, Rain: 0, Radiation: 0);
        if (Where(inputs[2..9]) is not { } place || !air.IsPossible)
        {
            return;
        }

        var sun = SunHour.At(place);
        outputs[0] = sun.Radiation(air.Clipped.Temperature, air.Clipped.Humidity);
        (outputs[1], outputs[2], outputs[3]) = (sun.Sunrise, sun.Sunset, sun.DaylightHours);
    }

    // Latitude, longitude, offset, year, month, day, hour.
    private static PlaceAndHour? Where(ReadOnlySpan<double> place)
    {
        var (latitude, longitude, utcOffset, hour) = (place[0], place[1], place[2], place[6]);
        return
            latitude is > -90 and < 90
            && longitude is >= -180 and <= 180
            && utcOffset is >= -12 and <= 14
            && hour is >= 0 and < 24
            && CalendarDay(place[3], place[4], place[5]) is { } date
            ? new PlaceAndHour(latitude, longitude, utcOffset, date, hour)
            : null;
    }

    private static DateOnly? CalendarDay(double year, double month, double day)
    {
        if (year is not (>= 1 and <= 9999) || month is not (>= 1 and <= 12) || day is not (>= 1 and <= 31))
        {
            return null;
        }

        var (y, m, d) = ((int)year, (int)month, (int)day);
        return d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;
    }
}
