namespace Vigia.Server.Derive.Channels;

/// <summary>Inputs that several channels share.</summary>
internal static class Inputs
{
    public static readonly ChannelInput Temperature = new("temperature", "Cel", new InputAlias("temp", "Cel"));
    public static readonly ChannelInput Humidity = new("humidity", "%RH", new InputAlias("rh", "%RH"));

    /// <summary>10 m above open ground; an anemometer at 2 m reads three quarters of it (FWI2025).</summary>
    public static readonly ChannelInput Wind = new(
        "ws",
        "km/h",
        new InputAlias("wind_speed", "m/s", 3.6),
        new InputAlias("wind_speed_2m", "m/s", 3.6 / 0.75)
    );

    public static readonly ChannelInput Rain = new("prec", "mm", new InputAlias("rain", "mm"));
    public static readonly ChannelInput Latitude = new("lat", "deg", new InputAlias("latitude", "deg"));
    public static readonly ChannelInput Longitude = new("long", "deg", new InputAlias("longitude", "deg"));
    public static readonly ChannelInput UtcOffset = new("timezone", "h") { Otherwise = -4 };
    public static readonly ChannelInput Year = new("yr", "", new InputAlias("year", ""));
    public static readonly ChannelInput Month = new("mon", "", new InputAlias("month", ""));
    public static readonly ChannelInput Day = new("day", "");
    public static readonly ChannelInput Hour = new("hr", "h", new InputAlias("hour", "h"));
    public static readonly ChannelInput DayOfYear = new("day_of_year", "");
    public static readonly ChannelInput Curing = new("percent_cured", "%", new InputAlias("curing", "%"));
    public static readonly ChannelInput FieldCapacity = new("field_capacity", "m3/m3");
    public static readonly ChannelInput WiltingPoint = new("wilting_point", "m3/m3");
}
