namespace Vigia.Server.Rules;

/// <summary>When a condition counts: hours of the farm's day, days of the week, a season of the year.</summary>
/// <param name="From">Where the hours begin; over midnight where they end before they begin. The same twice: the whole day.</param>
/// <param name="Days">Days on which the hours begin; empty: every day.</param>
/// <param name="Season">Null: the whole year.</param>
internal sealed record FarmCalendar(TimeOnly From, TimeOnly To, IReadOnlySet<DayOfWeek> Days, Season? Season)
{
    public static FarmCalendar Always { get; } = new(default, default, new HashSet<DayOfWeek>(), null);

    public bool IsAlways => From == To && Days.Count == 0 && Season is null;

    /// <summary>Open since the hours began; what was raised ends when they end.</summary>
    public GuardSight See(DateTimeOffset time, TimeSpan utcOffset)
    {
        if (IsAlways)
        {
            return GuardSight.Open;
        }

        var here = time.ToOffset(utcOffset);
        var clock = TimeOnly.FromTimeSpan(here.TimeOfDay);
        var begins = new DateTimeOffset(here.Date, utcOffset) + From.ToTimeSpan();
        if (From > To && clock < To)
        {
            begins -= TimeSpan.FromDays(1);
        }

        var isOpen =
            (From == To || clock.IsBetween(From, To))
            && (Days.Count == 0 || Days.Contains(begins.DayOfWeek))
            && Season?.Contains(here) is not false;
        return !isOpen ? GuardSight.Over
            : From == To && Days.Count == 0 ? GuardSight.Open
            : new GuardSight(begins, HasEnded: false);
    }

    /// <summary>When it ends after a time at which it is open; null: not within two days.</summary>
    public DateTimeOffset? Closes(DateTimeOffset open, TimeSpan utcOffset)
    {
        // It can end where the hours do, and where a day does.
        var here = open.ToOffset(utcOffset);
        var midnight = new DateTimeOffset(here.Date, utcOffset);
        for (var day = 0; day <= 2; day++)
        {
            foreach (
                var end in (ReadOnlySpan<DateTimeOffset>)
                    [midnight.AddDays(day), midnight.AddDays(day) + To.ToTimeSpan()]
            )
            {
                if (end > open && See(end, utcOffset).HasEnded)
                {
                    return end;
                }
            }
        }

        return null;
    }
}

/// <summary>From one day of the year to another, both with it; over the new year where it ends before it begins.</summary>
internal sealed record Season(YearDay From, YearDay To)
{
    public bool Contains(DateTimeOffset here)
    {
        var day = new YearDay(here.Month, here.Day);
        return From <= To ? day >= From && day <= To : day >= From || day <= To;
    }
}

internal readonly record struct YearDay(int Month, int Day) : IComparable<YearDay>
{
    public int CompareTo(YearDay other) => ((Month * 100) + Day).CompareTo((other.Month * 100) + other.Day);

    public static bool operator <(YearDay a, YearDay b) => a.CompareTo(b) < 0;

    public static bool operator >(YearDay a, YearDay b) => a.CompareTo(b) > 0;

    public static bool operator <=(YearDay a, YearDay b) => a.CompareTo(b) <= 0;

    public static bool operator >=(YearDay a, YearDay b) => a.CompareTo(b) >= 0;
}
