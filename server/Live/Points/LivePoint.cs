using Vigia.Wire;

namespace Vigia.Server.Live.Points;

/// <summary>A point as it was last heard of, and its last day. Values in the store's unit.</summary>
/// <param name="rhythm">How often it is read, where that is known; else zero, and learned.</param>
internal sealed class LivePoint(string name, Quantity quantity, TimeSpan rhythm = default, string? unit = null)
{
    // A newer reading moves the estimate by an eighth: one that is missed hardly shows.
    private const int Inertia = 8;

    private long atMs = long.MinValue;
    private string? fault;
    private long? goodAtMs;
    private double? good;
    private double intervalMs = rhythm.TotalMilliseconds;
    private bool isCounter;

    public DayRing Day { get; } = new();

    public string Name => name;

    /// <summary>False while it is only remembered.</summary>
    public bool IsHeard => atMs != long.MinValue;

    public long? GoodAtMs => goodAtMs;

    public Quantity Quantity => quantity;

    public TimeSpan Interval => TimeSpan.FromMilliseconds(intervalMs);

    public void Take(in Reading reading, long ms)
    {
        isCounter |= reading.Sum is not null;
        var value = reading.Flag is QartodFlag.Fail or QartodFlag.Missing ? null : reading.Value * quantity.Factor;
        if (value is { } read)
        {
            Day.Add(ms, read);
        }

        if (ms <= atMs)
        {
            return;
        }

        LearnInterval(ms);
        atMs = ms;
        fault = value is null ? reading.Fault ?? $"{reading.Flag}" : null;
        if (value is not null)
        {
            (good, goodAtMs) = (value, ms);
        }
    }

    /// <summary>When it last counted, of before this start: it has no value.</summary>
    public void Remember(long? ms) => goodAtMs = ms;

    public PointNow Now(long dayBeginsMs) =>
        new(
            name,
            quantity,
            isCounter ? Day.SumFrom(DayRing.SlotOf(dayBeginsMs)) : good,
            goodAtMs,
            fault,
            Interval,
            isCounter
        )
        {
            OwnUnit = quantity == Quantity.Other ? unit : null,
        };

    private void LearnInterval(long ms)
    {
        if (atMs == long.MinValue)
        {
            return;
        }

        double since = ms - atMs;
        intervalMs = intervalMs == 0 ? since : intervalMs + (Math.Min(since, 4 * intervalMs) - intervalMs) / Inertia;
    }
}

/// <param name="Value">The last that counted, in the unit of <paramref name="Quantity"/>; of a counter, its sum since the day began.</param>
/// <param name="GoodAtMs">Unix milliseconds of that reading; null while none counted.</param>
/// <param name="Fault">Why the newest reading has no value that counts.</param>
/// <param name="Interval">How often it is read, as learned from its readings; zero while there is only one.</param>
internal sealed record PointNow(
    string Name,
    Quantity Quantity,
    double? Value,
    long? GoodAtMs,
    string? Fault,
    TimeSpan Interval,
    bool IsCounter
)
{
    /// <summary>As it is read, where the quantity is none that is known; else null.</summary>
    public string? OwnUnit { get; init; }
}
