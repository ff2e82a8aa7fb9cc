namespace Vigia.Server.Rules;

/// <summary>A limit with hysteresis: passed at one value, left behind only at another. Exactly on either is neither.</summary>
/// <param name="Raise">In the unit the quantity is stored in; of a rate, in that unit a minute.</param>
internal sealed record Limit(LimitSide Side, double Raise, double Clear)
{
    /// <summary>Between 0 and 1, as <c>state</c> points are.</summary>
    public static Limit On { get; } = new(LimitSide.Above, 0.5, 0.5);

    public static Limit Off { get; } = new(LimitSide.Below, 0.5, 0.5);

    /// <summary>The other edge of a band; null: there is but one.</summary>
    public Limit? Other { get; init; }

    /// <summary>Outside of a band.</summary>
    public static Limit Outside(double low, double lowClear, double high, double highClear) =>
        new(LimitSide.Above, high, highClear) { Other = new Limit(LimitSide.Below, low, lowClear) };

    public bool IsBeyond(double value) => IsPast(value) || Other?.IsPast(value) == true;

    /// <summary>Less than the edge below which it counts.</summary>
    public bool IsShort(double value) =>
        (Side == LimitSide.Below && value < Raise) || Other is { Side: LimitSide.Below } low && value < low.Raise;

    public bool IsBack(double value) =>
        (Side == LimitSide.Above ? value < Clear : value > Clear) && Other?.IsBack(value) != false;

    /// <summary>Something is on or off.</summary>
    public bool IsSwitch => this == On || this == Off;

    /// <summary>One side, or both of a band.</summary>
    public IEnumerable<Limit> Edges => Other is { } other ? [this with { Other = null }, other] : [this];

    /// <summary>The edge that this value is beyond, or nearest to.</summary>
    public double EdgeOf(double value) => Other is { } other && value < (Raise + other.Raise) / 2 ? other.Raise : Raise;

    private bool IsPast(double value) => Side == LimitSide.Above ? value > Raise : value < Raise;
}

internal enum LimitSide
{
    Above,
    Below,
}
