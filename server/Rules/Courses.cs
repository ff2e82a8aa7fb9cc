namespace Vigia.Server.Rules;

/// <summary>What became of one alert within a window.</summary>
/// <param name="Began">By its readings; null: before the window.</param>
/// <param name="End">The step that ended it; null: it stands.</param>
internal readonly record struct Course(long Alert, DateTimeOffset? Began, Step? End)
{
    public DateTimeOffset? Ended => End is { } step ? step.Outcome?.Finding?.Time ?? step.Time : null;
}

/// <summary>The alerts of one place within a window, in their order.</summary>
internal static class Courses
{
    private static readonly Outcome Ended = new(Verdict.CameBack, Change.Clear, Finding: null, Alert: null);

    public static IReadOnlyList<Course> Of(PlaceState before, IEnumerable<Step> steps)
    {
        var courses = new List<Course>();
        if (before.Alert is { } standing)
        {
            courses.Add(new Course(standing, Began: null, End: null));
        }
        else if (before.Ended is { } over)
        {
            courses.Add(new Course(over.Alert, Began: null, new Step(RuleEvent.Tick, over.At, over.At, before, Ended)));
        }

        foreach (var step in steps)
        {
            if (step.Outcome is not { Alert: { } alert } outcome)
            {
                continue;
            }

            var known = courses.FindIndex(course => course.Alert == alert);
            if (known < 0)
            {
                courses.Add(new Course(alert, outcome.Finding?.Time ?? step.Time, End: null));
            }
            else if (outcome.Change is Change.Raise or Change.Clear)
            {
                courses[known] = courses[known] with { End = outcome.Change == Change.Clear ? step : null };
            }
        }

        return courses;
    }
}
