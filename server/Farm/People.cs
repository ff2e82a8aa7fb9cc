using Vigia.Server.Alerts;

namespace Vigia.Server.Farm;

/// <summary>Somebody who is told, or who may answer.</summary>
/// <param name="Name">As roles and rota name them.</param>
/// <param name="Title">What people call them.</param>
/// <param name="Quiet">When only a fire may wake them; null: never.</param>
internal sealed record PersonPlan(string Name, string Title, PhoneNumber Phone, Language Language, QuietHours? Quiet);

/// <summary>A phone's number, <c>+</c> and 8 to 15 digits (E.164). What is printed or logged shows only its end.</summary>
internal readonly record struct PhoneNumber(string E164)
{
    private const int LeastDigits = 8;
    private const int MostDigits = 15;
    private const int NationalDigits = 10;

    /// <summary>Of the world, or of the country with its leading 0; spaces, dots and hyphens are for the eye.</summary>
    public static PhoneNumber? Read(string text, string countryCode)
    {
        var bare = string.Concat(text.Where(letter => letter is not (' ' or '-' or '.' or '(' or ')')));
        var digits = bare.StartsWith('+') ? bare[1..] : bare;
        if (!digits.All(char.IsAsciiDigit))
        {
            return null;
        }

        return bare.StartsWith('+')
            ? digits.Length is >= LeastDigits and <= MostDigits
                ? new PhoneNumber(bare)
                : null
            : digits.StartsWith('0') && digits.Length == NationalDigits + 1
                ? new PhoneNumber($"+{countryCode}{digits[1..]}")
                : null;
    }

    public override string ToString() => $"…{E164[^2..]}";
}

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
