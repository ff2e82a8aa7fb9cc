using Vigia.Server.Farm;

namespace Vigia.Server.Rules.Replay;

/// <summary>What the rules of a farm file would have done on a record.</summary>
/// <param name="Calls">By alarm: whom the service would have called, were nobody to answer; none where the file has no people.</param>
/// <param name="To">The record's end; what stands is still standing then.</param>
internal sealed record Trial(
    FarmPlan Plan,
    IReadOnlyList<ReplayedAlarm> Alarms,
    ILookup<long, ReplayedCall> Calls,
    DateTimeOffset From,
    DateTimeOffset To,
    long Rows,
    TrialEnd End
)
{
    public int Standing => Alarms.Count(alarm => alarm.ClearedMs is null);

    public int Messages => Alarms.Sum(alarm => alarm.Messages.Count);

    /// <summary>Texts to people; rings and sirens are none.</summary>
    public IEnumerable<ReplayedCall> Texts =>
        Alarms.SelectMany(alarm => Calls[alarm.Alert.Id]).Where(call => call.Means == Server.Calls.CallMeans.Sms);

    public int People => Texts.Select(call => call.Person).Distinct(StringComparer.Ordinal).Count();

    /// <summary>How long it lasted within the record, by its readings.</summary>
    public TimeSpan LengthOf(ReplayedAlarm alarm)
    {
        var over = alarm.ClearedMs ?? To.ToUnixTimeMilliseconds();
        return TimeSpan.FromMilliseconds(Math.Max(0, over - alarm.Alert.RaisedEventMs));
    }
}

/// <summary>Why a trial ended.</summary>
internal enum TrialEnd
{
    /// <summary>All of the record was judged.</summary>
    Whole,

    /// <summary>The bound of rows was reached; what comes after was not judged.</summary>
    TooManyRows,

    /// <summary>The bound of time was reached.</summary>
    TooLong,
}

/// <summary>How much of a record a trial takes: the terminal waits as long as somebody likes, a page does not.</summary>
/// <param name="MostTime">Of the machine.</param>
internal sealed record TrialBounds(long MostRows, TimeSpan MostTime)
{
    public static TrialBounds None { get; } = new(long.MaxValue, TimeSpan.MaxValue);

    /// <summary>For who waits before a page: about a week of a farm of nine nodes.</summary>
    public static TrialBounds OfPage { get; } = new(2_000_000, TimeSpan.FromSeconds(30));
}
