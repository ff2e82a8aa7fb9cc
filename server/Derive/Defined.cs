namespace Vigia.Server.Derive;

/// <summary>What a formula answers where it is not defined: no value, never NaN or infinity.</summary>
internal static class Defined
{
    extension(double number)
    {
        /// <summary>The number, or none where the formula gave none.</summary>
        public double? OrNone => double.IsFinite(number) ? number : null;

        public double InRange(double low, double high) => number >= low && number <= high ? number : double.NaN;
    }

    /// <summary>Between the steps of a calculation "no value" is NaN, which every further step hands on.</summary>
    public static double OrNaN(this double? number) => number ?? double.NaN;
}
