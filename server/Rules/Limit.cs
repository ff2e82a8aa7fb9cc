namespace Vigia.Server.Rules;

/// <summary>A limit with hysteresis: passed at one value, left behind only at another. Exactly on either is neither.</summary>
/// <param name="Raise">In the unit the quantity is stored in; of a rate, in that unit a minute.</param>
internal sealed record Limit(LimitSide Side, double Raise, double Clear)
{
    /// <summary>Between 0 and 1, as <c>state</c> points are.</summary>
    public static Limit On { get; } = new(LimitSide.Above, 0.5, 0.5);

    public static Limit Off { get; } = new(LimitSide.Below, 0.5, 0.5);

    public bool IsBeyond(double value) => Side == LimitSide.Above ? value > Raise : value < Raise;

    public bool IsBack(double value) => Side == LimitSide.Above ? value < Clear : value > Clear;
}

internal enum LimitSide
{
    Above,
    Below,
}
