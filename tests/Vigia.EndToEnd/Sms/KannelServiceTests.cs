using Microsoft.Data.Sqlite;
using Vigia.EndToEnd.Kit;

namespace Vigia.EndToEnd.Sms;

/// <summary>The service and real Kannel: out by <c>sendsms</c>, what became of it by Kannel's call, what people answer by its <c>get-url</c>.</summary>
[Trait("part", "sms")]
public sealed class KannelServiceTests
{
    private const string FarmFile = """
        site: elmaizal
        zones:
          - { name: ceiba, title: Puesto La Ceiba, kind: fire-post }
        people:
          - { name: ramon, title: Ramón Escalona, phone: 0400-0000001 }
          - { name: nora, title: Nora Byrne, phone: 0400-0000002 }
        roles: { brigade: [ramon, nora], coordinator: [nora, ramon] }
        """;

    [Fact]
    public async Task A_fire_that_a_person_reports_calls_the_brigade_by_Kannel_which_brings_back_what_became_of_it_and_the_answer()
    {
        var http = Ports.Free();
        await using var kannel = new Kannel { Service = http };
        using var scratch = new Scratch();
        var secret = scratch.File("secret");
        await File.WriteAllTextAsync(secret, Kannel.Login);
        await using var farm = await Kit.Farm.PrepareAsync(
            Way.Listener,
            plan => plan with { HttpPort = http, More = ["--sms", $"kannel:{kannel.Address}", "--sms-secret", secret] }
        );
        await File.WriteAllTextAsync(Path.Combine(farm.ServerPlan.DataFolder, "farm.yaml"), FarmFile);
        await kannel.StartAsync();
        await farm.StartServerAsync();

        await kannel.SaysAsync("584000000002", "fuego la ceiba");

        await ArrivesAsync("+584000000001", "Puesto La Ceiba: FUEGO");
        await Eventually.Until(
            "Kannel called back that it is there",
            () => Stored("SELECT state FROM sms WHERE recipient = '584000000001' ORDER BY rowid LIMIT 1") == "Delivered"
        );

        await kannel.SaysAsync("584000000001", "voy en 10 min");

        await Eventually.Until(
            "his answer stands in the record",
            () => Stored("SELECT person || ' ' || word FROM answer WHERE word = 'Coming'") == "ramon Coming"
        );

        Task ArrivesAsync(string to, string words) =>
            Eventually.Until(
                $"{to} reads {words}",
                () => kannel.Arrived().Any(sms => sms.To == to && sms.Text.Contains(words, StringComparison.Ordinal)),
                seen: () => string.Join('\n', kannel.Arrived())
            );

        string Stored(string sql)
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
}
