using Vigia.Server.Alerts;
using Vigia.Server.Sms;

namespace Vigia.Server.Farm;

/// <summary>Somebody who is told, or who may answer.</summary>
/// <param name="Name">As roles and rota name them.</param>
/// <param name="Title">What people call them.</param>
/// <param name="Quiet">When only a fire may wake them; null: never.</param>
internal sealed record PersonPlan(string Name, string Title, PhoneNumber Phone, Language Language, QuietHours? Quiet);

/// <summary>Hours of the farm's day; over midnight where they end before they begin.</summary>
internal readonly record struct QuietHours(TimeOnly From, TimeOnly To)
{
    public bool Contains(TimeOnly time) => time.IsBetween(From, To);
}

/// <summary>Who has the duty of a role, week by week.</summary>
/// <param name="Until">The last day; null: until another begins.</param>
/// <param name="Week">Names in the order in which they are called: duty, deputy, and so on.</param>
internal sealed record RotaPlan(
    string Role,
    DateOnly From,
    DateOnly? Until,
    IReadOnlyDictionary<DayOfWeek, IReadOnlyList<string>> Week
);

/// <summary>What people are called for.</summary>
internal static class Roles
{
    public const string Brigade = "brigade";
    public const string Technician = "technician";
    public const string Coordinator = "coordinator";

    public static IReadOnlyList<string> Names { get; } =
    [Brigade, "greenhouse", "pig-barn", "pump", "warehouse", Technician, Coordinator];
}
