using Vigia.Server.Calls.Core;
using Vigia.Server.Farm;

namespace Vigia.Server.Calls;

/// <summary>
/// Whether a person can be told now of what can wait: quiet hours, the budgets of the day and the limit of a storm. What is urgent
/// (a fire, the extreme) counts, and is never asked. Times are of the world; a day is the farm's.
/// </summary>
internal sealed class Rations(FarmBook farm, StormLimit storm)
{
    private readonly Dictionary<string, List<Text>> told = [];
    private DateOnly day;
    private int ofSim;

    /// <summary>Takes up what was told before this process began.</summary>
    public void Load(IEnumerable<CallRow> rows, DateTimeOffset now)
    {
        told.Clear();
        (day, ofSim) = (DayOf(now), 0);
        foreach (var row in rows.Where(row => row.Means == CallMeans.Sms))
        {
            Note(row, now);
        }
    }

    public void Note(CallRow row, DateTimeOffset now)
    {
        Turn(now);
        if (DayOf(DateTimeOffset.FromUnixTimeMilliseconds(row.AtMs)) == day)
        {
            ofSim++;
        }

        if (!told.TryGetValue(row.Person, out var texts))
        {
            told.Add(row.Person, texts = []);
        }

        texts.Add(new Text(row.AtMs, row.Grade));
    }

    /// <param name="isWoken">Quiet hours count for nothing.</param>
    public Reach ReachOf(string person, DateTimeOffset now, bool isWoken = false)
    {
        if (farm.Plan.Person(person) is not { } known)
        {
            return Reach.Gone;
        }

        Turn(now);
        return !isWoken && IsQuiet(known, now) ? Reach.Quiet
            : LeftOf(person, now) == 0 || LeftOfSim(now) == 0 ? Reach.Spent
            : InWindow(person, now) >= storm.Most ? Reach.Gather
            : Reach.Now;
    }

    public bool IsQuiet(PersonPlan person, DateTimeOffset now) =>
        person.Quiet?.Contains(TimeOnly.FromDateTime(now.ToOffset(farm.Plan.UtcOffset).DateTime)) == true;

    /// <summary>Texts of this day that the person may still get.</summary>
    public int LeftOf(string person, DateTimeOffset now)
    {
        Turn(now);
        var today = told.GetValueOrDefault(person)?.Count(text => DayOf(At(text)) == day) ?? 0;
        return Math.Max(0, farm.Plan.Calls.TextsADay - today);
    }

    public int LeftOfSim(DateTimeOffset now)
    {
        Turn(now);
        return Math.Max(0, farm.Plan.Calls.SimTextsADay - ofSim);
    }

    private int InWindow(string person, DateTimeOffset now) =>
        told.GetValueOrDefault(person)?.Count(text => !text.Grade.IsUrgent && now - At(text) < storm.Window) ?? 0;

    // A new day: what is older than yesterday's storm is forgotten.
    private void Turn(DateTimeOffset now)
    {
        var today = DayOf(now);
        if (today == day)
        {
            return;
        }

        (day, ofSim) = (today, 0);
        foreach (var texts in told.Values)
        {
            texts.RemoveAll(text => now - At(text) > storm.Window && DayOf(At(text)) != today);
        }
    }

    private DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(farm.Plan.UtcOffset).DateTime);

    private static DateTimeOffset At(Text text) => DateTimeOffset.FromUnixTimeMilliseconds(text.AtMs);

    private readonly record struct Text(long AtMs, CallGrade Grade);
}
