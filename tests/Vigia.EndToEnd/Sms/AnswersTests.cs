using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Sms.Modem;

namespace Vigia.EndToEnd.Sms;

/// <summary>What people text, from the simulated network through the real smsd to the service, and back to their phones.</summary>
[Trait("part", "sms")]
public sealed partial class AnswersTests
{
    private const string Ramon = "+584000000001";
    private const string Nora = "+584000000002";

    private const string FarmFile = """
        site: elmaizal
        zones:
          - { name: ceiba, title: { es: Puesto La Ceiba, en: La Ceiba post }, landmark: al pie de la ceiba, kind: fire-post }
          - { name: loma, title: { es: Puesto La Loma, en: La Loma post }, kind: fire-post }
        people:
          - { name: ramon, title: Ramón Escalona, phone: 0400-0000001 }
          - { name: nora, title: Nora Byrne, phone: 0400-0000002, language: en }
        roles: { brigade: [ramon, nora], coordinator: [nora, ramon] }
        """;

    [Fact]
    public async Task A_known_person_who_sees_a_fire_calls_the_brigade_by_one_text_and_a_stranger_does_not()
    {
        await using var place = await SmsPlace.OpenAsync();
        await using var farm = await OpenAsync(place);

        place.Modem.Receive(IncomingPdu.Deliver("+584149999999", "FUEGO loma"));
        place.Modem.Receive(IncomingPdu.Deliver(Nora, "fuego la ceiva", ucs2: true));

        await SaysAsync(place, Nora, "FIRE in La Ceiba post noted.");
        await SaysAsync(place, Ramon, "Puesto La Ceiba, al pie de la ceiba: FUEGO");
        Assert.Equal("fire ceiba", Stored(farm, "SELECT rule || ' ' || zone FROM alert"));
        Assert.DoesNotContain(place.Modem.Accepted, pdu => pdu.To == "+584149999999");

        place.Modem.Receive(IncomingPdu.Deliver(Ramon, "voy"));
        await Eventually.Until(
            "his answer stands in the record",
            () =>
                Stored(farm, "SELECT person || ' ' || word FROM answer WHERE incident = 1 AND word = 'Coming'")
                == "ramon Coming",
            seen: place.Seen
        );
        place.Modem.Receive(IncomingPdu.Deliver(Ramon, "fin a1"));
        await SaysAsync(place, Nora, "A1");
        await Eventually.Until("nothing stands open", farm.NothingStandsOpen, seen: place.Seen);
    }

    [Fact]
    public async Task A_drill_that_is_answered_by_text_ends_with_the_seconds_of_each_step()
    {
        await using var place = await SmsPlace.OpenAsync();
        await using var farm = await OpenAsync(place);
        var drill = ServerProcess.RunAsync(
            "drill",
            "fire",
            "--zone",
            "ceiba",
            "--for",
            "90s",
            "--data",
            farm.ServerPlan.DataFolder
        );

        await SaysAsync(place, Ramon, "SIMULACRO, NO ES REAL.");
        await SaysAsync(place, Nora, "DRILL, NOT REAL.");
        place.Modem.Receive(IncomingPdu.Deliver(Ramon, "si a1"));
        place.Modem.Receive(IncomingPdu.Deliver(Nora, "COMING A1"));

        var said = await drill;
        foreach (var person in (string[])["ramon", "nora"])
        {
            Assert.NotNull(
                said.Find(line => line.StartsWith($"  {person} ", StringComparison.Ordinal) && Steps().IsMatch(line))
            );
        }

        Assert.NotNull(said.Find(line => Verdict().IsMatch(line)));
        await SaysAsync(place, Ramon, "SIMULACRO, NO ES REAL. Puesto La Ceiba");
        Assert.True(farm.NothingStandsOpen());
    }

    // handed over 0.1 s · sent 1.2 s · … · answered Yes 4.0 s
    [GeneratedRegex(
        @"handed over \d+\.\d s · sent \d+\.\d s .*answered (?:Yes|Coming) \d+\.\d s",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Steps();

    [GeneratedRegex(
        @"^Sent 2 of 2, the first after \d+\.\d s; 2 answered, the first after \d+\.\d s\.$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Verdict();

    private static async Task<Kit.Farm> OpenAsync(SmsPlace place)
    {
        var farm = await Kit.Farm.PrepareAsync(
            Way.Listener,
            plan => plan with { More = ["--sms", $"smstools:{place.Smsd.Spool}"] }
        );
        await File.WriteAllTextAsync(Path.Combine(farm.ServerPlan.DataFolder, "farm.yaml"), FarmFile);
        await farm.StartServerAsync();
        return farm;
    }

    private static Task SaysAsync(SmsPlace place, string to, string words) =>
        Eventually.Until(
            $"{to} reads \"{words}\"",
            () =>
                place.Modem.Accepted.Any(pdu =>
                    pdu.To == to && pdu.Text.Contains(words, StringComparison.OrdinalIgnoreCase)
                ),
            TimeSpan.FromSeconds(60),
            () => string.Join('\n', place.Modem.Accepted.Select(pdu => $"{pdu.To} {pdu.Text}")) + "\n" + place.Seen()
        );

    private static string Stored(Kit.Farm farm, string sql)
    {
        using var db = new SqliteConnection(
            $"Data Source={Path.Combine(farm.ServerPlan.DataFolder, "vigia.db")};Mode=ReadOnly;Pooling=False"
        );
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = sql;
        return $"{command.ExecuteScalar()}";
    }
}
