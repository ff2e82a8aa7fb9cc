using Vigia.Server.Alerts;
using Vigia.Server.Farm;

namespace Vigia.Tests.Farm;

public sealed class PeopleTests
{
    private const string Good = """
        zones:
          - { name: ceiba, title: La Ceiba, kind: fire-post, neighbours: loma }
          - { name: loma, kind: fire-post, neighbours: [ceiba], role: technician }
        position: { latitude: 9.85, longitude: -69.35, altitude: 210 }
        people:
          - { name: rosa, title: Rosa, phone: 0414-000 0001, quiet: "21:00-05:00" }
          - { name: luis, phone: +584140000002, language: en }
        roles:
          brigade: [luis, rosa]
          technician: [rosa, luis]
        rota:
          - role: brigade
            from: 2026-01-05
            until: 2026-12-31
            week: { mon: rosa, tue: [luis, rosa] }
        """;

    [Fact]
    public void People_roles_and_rota_are_read()
    {
        var plan = Read(Good).Plan!;

        Assert.Equal(["+584140000001", "+584140000002"], plan.People.Select(person => person.Phone.E164));
        Assert.Equal([Language.Spanish, Language.English], plan.People.Select(person => person.Language));
        Assert.Equal(["luis", "rosa"], plan.Roles["brigade"]);
        var rota = Assert.Single(plan.Rota);
        Assert.Equal(new DateOnly(2026, 12, 31), rota.Until);
        Assert.Equal(["luis", "rosa"], rota.Week[DayOfWeek.Tuesday]);
        Assert.Equal(new Position(9.85, -69.35, 210), plan.Position);
        Assert.Equal(["brigade", "technician"], plan.Zones.Select(zone => zone.Role));
        Assert.Equal(["loma"], plan.Zones[0].Neighbours);
    }

    [Fact]
    public void Quiet_hours_go_over_midnight()
    {
        var quiet = Read(Good).Plan!.People[0].Quiet!.Value;

        Assert.True(quiet.Contains(new TimeOnly(23, 0)));
        Assert.True(quiet.Contains(new TimeOnly(4, 59)));
        Assert.False(quiet.Contains(new TimeOnly(5, 0)));
    }

    [Fact]
    public void A_phone_number_is_shown_only_by_its_end()
    {
        var person = Read(Good).Plan!.People[0];

        Assert.DoesNotContain("414", $"{person}", StringComparison.Ordinal);
        Assert.DoesNotContain(
            "414111",
            string.Concat(Read(Good.Replace("0414-000 0001", "414111-12x")).Errors),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(
        "luis, rosa]\n  tech",
        "luis, rossa]\n  tech",
        9,
        "brigade: \"rossa\" (did you mean \"rosa\"?); known: rosa, luis"
    )]
    [InlineData(
        "brigade: [luis",
        "brigada: [luis",
        9,
        "\"brigada\" is no key (did you mean \"brigade\"?); known: brigade, greenhouse, pig-barn, pump, warehouse, technician, coordinator"
    )]
    [InlineData("name: luis", "name: rosa", 7, "name: \"rosa\" is the name of a person above; names are unique")]
    [InlineData("+584140000002", "04140000001", 7, "phone: is the number of rosa too; replies could not be told apart")]
    [InlineData("+584140000002", "411", 7, "phone: \"…\"; allowed: as +584140000000 or 0414-0000000")]
    [InlineData(
        "until: 2026-12-31",
        "until: 2025-12-31",
        14,
        "until: before from (2026-01-05); allowed: from 2026-01-05 on"
    )]
    [InlineData(
        "from: 2026-01-05",
        "from: 2026-02-30",
        13,
        "from: \"2026-02-30\"; allowed: a date of the calendar, as 2026-01-31"
    )]
    [InlineData("21:00-05:00", "21-5", 6, "quiet: \"21-5\"; allowed: two times of the day, as 21:00-05:00")]
    [InlineData(
        "mon: rosa",
        "lun: rosa",
        15,
        "\"lun\" is no key (did you mean \"sun\"?); known: mon, tue, wed, thu, fri, sat, sun"
    )]
    [InlineData("latitude: 9.85", "latitude: 99", 4, "latitude: \"99\"; allowed: -90 to 90")]
    [InlineData(
        "neighbours: loma",
        "neighbours: lona",
        2,
        "neighbours: \"lona\" (did you mean \"loma\"?); known: ceiba, loma"
    )]
    [InlineData("neighbours: loma", "neighbours: ceiba", 2, "neighbours: a zone is no neighbour of itself")]
    [InlineData(
        "neighbours: loma",
        "settings: { curring: 3 }",
        2,
        "curring: \"curring\" is no setting of this kind (did you mean \"curing\"?); known: curing"
    )]
    [InlineData("neighbours: loma", "settings: { curing: 130 }", 2, "curing: \"130\"; allowed: 0 to 100")]
    public void What_is_wrong_is_said_with_line_key_value_and_what_is_allowed(
        string right,
        string wrong,
        int line,
        string words
    )
    {
        var reading = Read(Good.Replace(right, wrong));

        Assert.Null(reading.Plan);
        Assert.Contains($"farm.yaml:{line}: {words}", reading.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void What_is_wrong_is_said_in_Spanish_too()
    {
        var errors = FarmFile
            .Parse(Good.Replace("neighbours: loma", "neighbours: lona"), "farm.yaml", Language.Spanish)
            .Errors;

        Assert.Contains(
            "farm.yaml:2: neighbours: \"lona\" (¿quiso decir \"loma\"?); conocidos: ceiba, loma",
            errors.Select(error => error.ToString())
        );
    }

    [Theory]
    [InlineData(
        "  technician: [rosa, luis]",
        "  technician: [rosa]",
        10,
        "warning: technician: 1 in the role technician; with fewer than two nobody stands in when one does not answer"
    )]
    [InlineData(
        "  technician: [rosa, luis]\n",
        "",
        9,
        "warning: roles: nobody has the role technician, which is in charge of a zone of kind fire-post"
    )]
    [InlineData(
        "neighbours: [ceiba], ",
        "",
        2,
        "warning: neighbours: loma does not name ceiba as its neighbour; evidence is taken from one side only"
    )]
    public void What_somebody_should_look_at_is_said_and_the_file_is_good(
        string right,
        string wrong,
        int line,
        string words
    )
    {
        var reading = Read(Good.Replace(right, wrong));

        Assert.NotNull(reading.Plan);
        Assert.Contains($"farm.yaml:{line}: {words}", reading.Warnings.Select(warning => warning.ToString()));
    }

    [Fact]
    public void A_place_too_long_for_a_message_is_refused()
    {
        var errors = Read(
            Good.Replace("title: La Ceiba", "title: El puesto que está detrás de la ceiba grande")
        ).Errors;

        Assert.Contains(
            errors,
            error =>
                error.Words
                == "title: \"El puesto que está detrás de la ceiba grande\" takes 44 letters of a message; allowed: up to 40"
        );
    }

    [Fact]
    public void A_rule_whose_title_would_be_cut_in_a_message_is_refused_for_that_zone()
    {
        var longest = new string('x', 60);
        var zone = $"zones: [{{name: z, title: {new string('z', 40)}, kind: tank}}]\n";
        var point = $"nodes: [{{name: n, zone: z, points: {{air: {longest}}}}}]\n";

        var errors = Read($"{zone}{point}rules: [{{name: r, title: {longest}, point: air, above: 1}}]").Errors;

        Assert.Contains(
            errors,
            error =>
                error.Words.StartsWith("title: the title of rule r at zone z does not fit", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_point_may_be_in_another_zone_than_its_node()
    {
        var plan = Read(
            """
            zones: [{name: a, kind: tank}, {name: b, kind: trough}]
            nodes:
              - name: n
                zone: a
                points: { level: Nivel, level-2: { title: Bebedero, zone: b } }
            """
        ).Plan!;

        Assert.Equal(("a", "b"), (plan.ZoneOf("n", "level"), plan.ZoneOf("n", "level-2")));
        Assert.Equal("Bebedero", plan.TitleOf("n", "level-2")!.Spanish);
        Assert.Equal("Caudal", plan.TitleOf("n", "flow")!.Spanish);
    }

    private static FarmReading Read(string yaml) => FarmFile.Parse(yaml, "farm.yaml");
}
