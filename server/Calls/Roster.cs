using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules.Service;

namespace Vigia.Server.Calls;

/// <summary>Who is called for what, in which order, by the farm file's roles and rota and by who joined a duty. Pure.</summary>
internal sealed class Roster(FarmPlan plan, IReadOnlyList<JoinedDuty> joined)
{
    /// <summary>The day whose duty stands now: the night belongs to the day before.</summary>
    public DateOnly DayOf(DateTimeOffset now) =>
        DateOnly.FromDateTime((now.ToOffset(plan.UtcOffset) - plan.Calls.DutyChanges.ToTimeSpan()).DateTime);

    /// <summary>When the duty that stands now ends.</summary>
    public DateTimeOffset EndOfDuty(DateTimeOffset now) =>
        new(DayOf(now).AddDays(1).ToDateTime(plan.Calls.DutyChanges), plan.UtcOffset);

    /// <summary>Those on duty as the rota has it, then who joined, then the others of the role.</summary>
    public IReadOnlyList<string> LineOf(string role, DateTimeOffset now) =>
        [
            .. OnDuty(role, DayOf(now))
                .Concat(joined.Where(one => one.Role == role && now < one.Until).Select(one => one.Person))
                .Concat(plan.Roles.GetValueOrDefault(role) ?? [])
                .Distinct()
                .Where(name => plan.Person(name) is not null),
        ];

    public string? DutyOf(string role, DateOnly day) =>
        OnDuty(role, day).Concat(plan.Roles.GetValueOrDefault(role) ?? []).FirstOrDefault();

    /// <summary>Of two entries that hold on the same day the later one counts.</summary>
    public IReadOnlyList<string> OnDuty(string role, DateOnly day) =>
        plan.Rota.LastOrDefault(rota => rota.Role == role && rota.From <= day && (rota.Until ?? day) >= day)
            is { } entry
            ? entry.Week.GetValueOrDefault(day.DayOfWeek) ?? []
            : [];

    /// <summary>Whose matter an alert is: where nobody has the role, the coordinator's, and at last everybody's.</summary>
    public string RoleOf(Alert alert)
    {
        var role =
            ServiceRules.IsOwn(alert.Rule) ? Roles.Technician
            : plan.Zone(alert.Zone)?.Role is { Length: > 0 } own ? own
            : Roles.Coordinator;
        return plan.Roles.GetValueOrDefault(role) is { Count: > 0 } ? role : Roles.Coordinator;
    }

    /// <summary>The line of an alert; the coordinators stand at its end, for what nobody else answers.</summary>
    public IReadOnlyList<string> LineOf(Alert alert, DateTimeOffset now)
    {
        IReadOnlyList<string> line = [.. LineOf(RoleOf(alert), now).Concat(LineOf(Roles.Coordinator, now)).Distinct()];
        return line.Count > 0 ? line : [.. plan.People.Select(person => person.Name)];
    }

    /// <summary>Whether this person may say that it is over: who has the duty, and the first of the role.</summary>
    public bool IsChief(string person, string role, DateTimeOffset now) =>
        LineOf(role, now).FirstOrDefault() == person || plan.Roles.GetValueOrDefault(role)?.FirstOrDefault() == person;

    /// <summary>Roles that this person has now as the first.</summary>
    public IEnumerable<string> DutiesOf(string person, DateTimeOffset now) =>
        Roles.Names.Where(role => LineOf(role, now).FirstOrDefault() == person);

    public IEnumerable<string> RolesOf(string person) =>
        Roles.Names.Where(role => plan.Roles.GetValueOrDefault(role)?.Contains(person) == true);
}

/// <summary>Somebody who joined a duty beyond the rota.</summary>
internal sealed record JoinedDuty(string Person, string Role, DateTimeOffset Until);
