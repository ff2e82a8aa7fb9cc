namespace Vigia.Server.Rules.Replay;

/// <summary>What one farm file would have done otherwise than another on the same record.</summary>
/// <param name="Before">Null: only the new file raises it.</param>
/// <param name="After">Null: only the old file raised it.</param>
internal sealed record TrialDifference(TrialChange Change, ReplayedAlarm? Before, ReplayedAlarm? After)
{
    /// <summary>Lengths that differ by no more are the same.</summary>
    public static readonly TimeSpan Same = TimeSpan.FromMinutes(1);

    /// <summary>An alarm that begins so long after the end of another is a different one.</summary>
    private static readonly TimeSpan Near = Incidents.ComesBack;

    /// <summary>In the order of their time, those that are the same with them.</summary>
    public static IReadOnlyList<TrialDifference> Between(Trial before, Trial after)
    {
        var left = before.Alarms.ToList();
        var found = new List<TrialDifference>();
        foreach (var alarm in after.Alarms)
        {
            var index = left.FindIndex(other => IsSame(other, before, alarm, after));
            if (index < 0)
            {
                found.Add(new TrialDifference(TrialChange.Added, Before: null, alarm));
                continue;
            }

            found.Add(new TrialDifference(Of(before, left[index], after, alarm), left[index], alarm));
            left.RemoveAt(index);
        }

        found.AddRange(left.Select(gone => new TrialDifference(TrialChange.Gone, gone, After: null)));
        return [.. found.OrderBy(one => (one.After ?? one.Before)!.Alert.RaisedEventMs)];
    }

    private static TrialChange Of(Trial before, ReplayedAlarm old, Trial after, ReplayedAlarm alarm)
    {
        if (alarm.Alert.Severity != old.Alert.Severity)
        {
            return alarm.Alert.Severity > old.Alert.Severity ? TrialChange.Worse : TrialChange.Milder;
        }

        var grown = after.LengthOf(alarm) - before.LengthOf(old);
        return grown > Same ? TrialChange.Longer
            : grown < -Same ? TrialChange.Shorter
            : TrialChange.Same;
    }

    // Of the same rule and place, at about the same time.
    private static bool IsSame(ReplayedAlarm a, Trial trialOfA, ReplayedAlarm b, Trial trialOfB) =>
        a.Alert.Rule == b.Alert.Rule
        && a.Alert.Place == b.Alert.Place
        && a.Alert.RaisedEventMs <= b.Alert.RaisedEventMs + (trialOfB.LengthOf(b) + Near).TotalMilliseconds
        && b.Alert.RaisedEventMs <= a.Alert.RaisedEventMs + (trialOfA.LengthOf(a) + Near).TotalMilliseconds;
}

internal enum TrialChange
{
    Same,
    Added,
    Gone,
    Longer,
    Shorter,

    /// <summary>Of a higher severity.</summary>
    Worse,

    /// <summary>Of a lower severity.</summary>
    Milder,
}
