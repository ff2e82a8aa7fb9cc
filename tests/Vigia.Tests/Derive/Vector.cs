using System.Globalization;

namespace Vigia.Tests.Derive;

/// <summary>A published figure: met when what we compute rounds to what was printed.</summary>
internal static class Vector
{
    public static void Equal(string printed, double? computed)
    {
        var expected = double.Parse(printed, CultureInfo.InvariantCulture);
        var point = printed.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : printed.Length - point - 1;
        // Half of the last digit, and a little for figures that lie in the middle.
        var tolerance = 0.5001 * Math.Pow(10, -decimals);

        Assert.NotNull(computed);
        Assert.True(Math.Abs(expected - computed.Value) <= tolerance, $"printed {printed}, computed {computed:R}");
    }
}
