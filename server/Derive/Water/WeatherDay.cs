namespace Vigia.Server.Derive.Water;

/// <summary>One day's weather as evapotranspiration wants it; what was not measured is null and estimated as FAO-56 says.</summary>
/// <param name="Lowest">Air temperature at its lowest, °C.</param>
/// <param name="Highest">Air temperature at its highest, °C.</param>
/// <param name="VapourPressure">Actual vapour pressure ea, kPa; null: that of air saturated at the lowest temperature (eq. 48).</param>
/// <param name="Wind2m">Wind 2 m above the ground, m/s.</param>
/// <param name="SolarRadiation">Rs, MJ/m² a day; null: from the range of temperature (eq. 50).</param>
/// <param name="SoilHeat">G, MJ/m² a day; 0 over a day.</param>
internal sealed record WeatherDay(
    double Lowest,
    double Highest,
    double Altitude,
    SunAndDay Sun,
    double Wind2m,
    double? VapourPressure = null,
    double? SolarRadiation = null,
    double SoilHeat = 0
);
