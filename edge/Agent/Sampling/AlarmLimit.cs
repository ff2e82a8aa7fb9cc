namespace Vigia.Edge.Sampling;

/// <summary>A limit the node itself watches, for when nobody else can.</summary>
/// <param name="Expires">How long an alarm about it is worth repeating.</param>
internal sealed record AlarmLimit(string Point, AlarmSide Side, double Limit, TimeSpan Expires)
{
    public bool IsBeyond(double value) => Side == AlarmSide.Above ? value > Limit : value < Limit;
}

internal enum AlarmSide
{
    Above,
    Below,
}
