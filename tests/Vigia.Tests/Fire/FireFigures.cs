namespace Vigia.Tests.Fire;

/// <summary>The figures of a stretch of life, as a table.</summary>
internal static class FireFigures
{
    public static IEnumerable<string> Of(FireOutcome outcome, IReadOnlyList<PostEvent> events, int weeks)
    {
        var (expected, declared) = Sort(outcome, events);
        var noticed = expected.Where(fire => fire.Probable is not null).ToArray();
        var months = outcome.Lasted.TotalDays / 30.4;
        yield return $"{"simulated", -44} {weeks} weeks, {FireWorld.Posts} posts";
        yield return $"{"fires at a post that was heard", -44} {expected.Count}, Probable or surer: {noticed.Length}";
        yield return $"{"ignition to Probable", -44} {Spread(noticed.Select(fire => fire.FromIgnition!.Value))}";
        yield return $"{"second evidence to Probable", -44} {Spread(noticed.Select(fire => fire.FromSecond).OfType<TimeSpan>())}";
        yield return $"{"fires under a declared burn", -44} {declared.Count}, told to the brigade: {declared.Count(fire => fire.Probable is not null)}";
        yield return $"{"false Suspected, a post and week", -44} {outcome.FalseSuspectedAWeek:0.000} ({outcome.False.Count} in all)";
        yield return $"{"false SMS, a commune and month", -44} {outcome.FalseSms / months:0.00} ({outcome.FalseSms} in all)";
    }

    /// <summary>Fires of which the brigade has to hear, and those under a declared burn.</summary>
    public static (IReadOnlyList<NoticedFire> Expected, IReadOnlyList<NoticedFire> Declared) Sort(
        FireOutcome outcome,
        IReadOnlyList<PostEvent> events
    )
    {
        bool Is(string what, NoticedFire fire) =>
            events.Any(e => e.What == what && e.Concerns(fire.Event.Post) && e.IsAt(fire.Event.After));
        var heard = outcome.Fires.Where(fire => !Is("silent", fire)).ToArray();
        return ([.. heard.Where(fire => !Is("burn", fire))], [.. heard.Where(fire => Is("burn", fire))]);
    }

    private static string Spread(IEnumerable<TimeSpan> spans)
    {
        double[] all = [.. spans.Select(span => span.TotalSeconds).Order()];
        return all.Length == 0
            ? "none"
            : $"median {all[all.Length / 2]:0} s, 95 % {all[(int)(0.95 * (all.Length - 1))]:0} s, longest {all[^1]:0} s";
    }
}
