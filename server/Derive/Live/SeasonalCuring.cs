namespace Vigia.Server.Derive.Live;

/// <summary>
/// Dead grass of all grass through a year of the llanos, %: green while it rains, from May to November; dead from month to month of
/// the dry season. Assumed where nobody looks at the grass: a zone that says its own is believed.
/// </summary>
/// <param name="Dry">December to April; null: as <see cref="ByMonth"/> has it.</param>
/// <param name="Green">May to November.</param>
internal sealed record SeasonalCuring(double? Dry, double Green)
{
    public const double OrdinaryGreen = 40;

    private static readonly Dictionary<int, double> ByMonth = new()
    {
        [12] = 60,
        [1] = 80,
        [2] = 90,
        [3] = 100,
        [4] = 95,
    };

    public static SeasonalCuring Of(IReadOnlyDictionary<string, double> values) =>
        new(
            values.TryGetValue("curing_dry", out var dry) ? dry : null,
            values.GetValueOrDefault("curing_green", OrdinaryGreen)
        );

    /// <param name="month">1 to 12.</param>
    public double In(int month) => ByMonth.TryGetValue(month, out var usual) ? Dry ?? usual : Green;
}
