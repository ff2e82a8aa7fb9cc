using Vigia.Server.Alerts;
using Vigia.Server.Calls;
using Vigia.Server.Farm;
using Vigia.Server.Rules;

namespace Vigia.Server.Live.Shown;

/// <summary>Who is called for what, now and in the next days.</summary>
/// <param name="Day">Whose duty stands now: the night belongs to the day before; <c>2026-11-28</c>.</param>
internal sealed record PeopleShown(DateOnly Day, IReadOnlyList<RoleShown> Roles, IReadOnlyList<PersonShown> People);

/// <param name="Line">Names in the order in which they are called now.</param>
/// <param name="Week">From that day on.</param>
internal sealed record RoleShown(string Role, IReadOnlyList<string> Line, IReadOnlyList<DutyShown> Week);

/// <param name="Names">First the duty, then the deputy; of a role without a rota that day, the first of the role.</param>
internal sealed record DutyShown(DateOnly Day, IReadOnlyList<string> Names);

/// <param name="Phone">Only its end.</param>
/// <param name="QuietFrom">Hours and minutes of the farm's clock, in which only fire and the extreme wake them, and the severe where nobody else comes; null: never quiet.</param>
/// <param name="Duties">Roles in which this person is called first now.</param>
internal sealed record PersonShown(
    string Name,
    string Title,
    string Phone,
    Language Language,
    TimeOnly? QuietFrom,
    TimeOnly? QuietTo,
    IReadOnlyList<string> Duties
);

/// <summary>Shows the roster that calls people, with who joined a duty beside it.</summary>
internal sealed class PeopleBoard(FarmBook farm, AlertStore store, ServerClocks clocks)
{
    private const int Days = 7;

    public PeopleShown Take()
    {
        var now = clocks.World.GetUtcNow();
        var plan = farm.Plan;
        var roster = new Roster(plan, store.Read(db => CallTable.Joined(db, now.ToUnixTimeMilliseconds()), []));
        var day = roster.DayOf(now);
        return new PeopleShown(
            day,
            [
                .. Roles
                    .Names.Where(role => plan.Roles.GetValueOrDefault(role) is { Count: > 0 })
                    .Select(role => new RoleShown(role, roster.LineOf(role, now), Week(roster, role, day))),
            ],
            [.. plan.People.Select(person => Show(person, roster, now))]
        );
    }

    private static List<DutyShown> Week(Roster roster, string role, DateOnly first) =>
        [.. Enumerable.Range(0, Days).Select(first.AddDays).Select(day => new DutyShown(day, Duty(roster, role, day)))];

    private static IReadOnlyList<string> Duty(Roster roster, string role, DateOnly day) =>
        roster.OnDuty(role, day) is { Count: > 0 } duty ? duty
        : roster.DutyOf(role, day) is { } first ? [first]
        : [];

    private static PersonShown Show(PersonPlan person, Roster roster, DateTimeOffset now) =>
        new(
            person.Name,
            person.Title,
            $"{person.Phone}",
            person.Language,
            person.Quiet?.From,
            person.Quiet?.To,
            [.. roster.DutiesOf(person.Name, now)]
        );
}
