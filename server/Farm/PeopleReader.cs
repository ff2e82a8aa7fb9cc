using Vigia.Server.Alerts;

namespace Vigia.Server.Farm;

/// <summary>Reads people, their roles and the rota.</summary>
internal static class PeopleReader
{
    public const int MaxPeople = 200;
    public const int MaxInRole = 60;
    public const int MaxRota = 100;
    public const int MaxOnDuty = 6;

    /// <summary>Fewer, and nobody stands in for one who does not answer.</summary>
    private const int EnoughInRole = 2;

    public const int MostTextsADay = 500;
    public const int MostSimTextsADay = 5_000;
    public const int MostTextsAMinute = 60;

    private static readonly string[] CallKeys =
    [
        "texts_a_day",
        "sim_texts_a_day",
        "texts_a_minute",
        "digest",
        "duty_changes",
        "sign_of_life",
    ];

    private static readonly string[] PersonKeys = ["name", "title", "phone", "language", "quiet"];
    private static readonly string[] RotaKeys = ["role", "from", "until", "week"];

    private static readonly (string Word, DayOfWeek Day)[] Days =
    [
        ("mon", DayOfWeek.Monday),
        ("tue", DayOfWeek.Tuesday),
        ("wed", DayOfWeek.Wednesday),
        ("thu", DayOfWeek.Thursday),
        ("fri", DayOfWeek.Friday),
        ("sat", DayOfWeek.Saturday),
        ("sun", DayOfWeek.Sunday),
    ];

    public static IReadOnlyList<PersonPlan> ReadPeople(FarmSection root, Language language)
    {
        var country = root.Digits("country_code", "58", most: 3);
        var people = new List<PersonPlan>();
        foreach (var section in root.List("people", MaxPeople))
        {
            var person = ReadPerson(section, language, country);
            if (people.Exists(other => other.Name == person.Name))
            {
                section.Refuse("name", section.Words.PersonTaken(person.Name));
            }

            if (person.Phone != default && people.Find(other => other.Phone == person.Phone) is { } same)
            {
                section.Refuse("phone", section.Words.PhoneTaken(same.Name));
            }

            people.Add(person);
        }

        return people;
    }

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ReadRoles(
        FarmSection root,
        IReadOnlyList<PersonPlan> people,
        IReadOnlyList<ZonePlan> zones
    )
    {
        var roles = new Dictionary<string, IReadOnlyList<string>>();
        if (root.Below("roles") is not { } section)
        {
            return roles;
        }

        section.AllowOnly(Roles.Names);
        foreach (var role in Roles.Names)
        {
            var named = section.NamesOf(role, [.. people.Select(person => person.Name)], MaxInRole);
            roles[role] = named;
            if (section.Has(role) && named.Count < EnoughInRole)
            {
                section.Warn(role, section.Words.FewInRole(role, named.Count));
            }
            else if (named.Count == 0 && zones.FirstOrDefault(zone => zone.Role == role) is { } zone)
            {
                root.Warn("roles", section.Words.NobodyInRole(role, zone.Kind));
            }
        }

        return roles;
    }

    public static IReadOnlyList<RotaPlan> ReadRota(
        FarmSection root,
        IReadOnlyDictionary<string, IReadOnlyList<string>> roles
    ) => [.. root.List("rota", MaxRota).Select(section => ReadDuty(section, roles))];

    public static CallPlan ReadCalls(FarmSection root)
    {
        var otherwise = CallPlan.Default;
        if (root.Below("calls") is not { } section)
        {
            return otherwise;
        }

        section.AllowOnly(CallKeys);
        return new CallPlan(
            section.Count("texts_a_day", otherwise.TextsADay, MostTextsADay, least: 1),
            section.Count("sim_texts_a_day", otherwise.SimTextsADay, MostSimTextsADay, least: 1),
            section.Count("texts_a_minute", otherwise.TextsAMinute, MostTextsAMinute, least: 1),
            section.TimeOfDay("digest", otherwise.Digest),
            section.TimeOfDay("duty_changes", otherwise.DutyChanges),
            section.Peek("sign_of_life") == "off"
                ? null
                : section.TimeOfDay("sign_of_life", otherwise.SignOfLife!.Value)
        );
    }

    private static PersonPlan ReadPerson(FarmSection section, Language otherwise, string country)
    {
        section.AllowOnly(PersonKeys);
        var name = section.Identifier("name", required: true) ?? "";
        return new PersonPlan(
            name,
            section.Title("title", FarmFile.LongestTitle) ?? name,
            section.Phone("phone", country),
            FarmFile.ReadLanguage(section, otherwise),
            section.QuietHours("quiet")
        );
    }

    private static RotaPlan ReadDuty(FarmSection section, IReadOnlyDictionary<string, IReadOnlyList<string>> roles)
    {
        section.AllowOnly(RotaKeys);
        var role = section.OneOf("role", Roles.Names);
        var from = section.Date("from", required: true) ?? default;
        var until = section.Date("until", required: false);
        if (until < from)
        {
            section.Refuse("until", section.Words.RotaEndsBeforeItBegins($"{from:yyyy-MM-dd}"));
        }

        return new RotaPlan(role, from, until, ReadWeek(section, roles.GetValueOrDefault(role) ?? []));
    }

    private static Dictionary<DayOfWeek, IReadOnlyList<string>> ReadWeek(
        FarmSection section,
        IReadOnlyList<string> people
    )
    {
        var week = new Dictionary<DayOfWeek, IReadOnlyList<string>>();
        if (section.Below("week") is not { } days)
        {
            section.Refuse("week", section.Words.Missing("week"));
            return week;
        }

        days.AllowOnly([.. Days.Select(day => day.Word)]);
        foreach (var (word, day) in Days.Where(day => days.Has(day.Word)))
        {
            week[day] = days.NamesOf(word, people, MaxOnDuty);
        }

        return week;
    }
}
