using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Vigia.EndToEnd.FarmDemo;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Farm;
using Vigia.Server.Rules;

namespace Vigia.EndToEnd.Sms;

/// <summary>
/// One grass fire, from the burning grass of the simulated world to the PDU at the modem: the programs that are shipped, the real smsd,
/// a modem that takes 4 s for each text, twenty people in the brigade.
/// </summary>
/// <param name="Evidence">From the ignition to the second evidence, in the farm's time.</param>
/// <param name="Waits">From the arrival of the second evidence to the decision to call, in the farm's time: nothing of it is hidden by its speed.</param>
/// <param name="Incident">From the arrival of the second evidence to the committed text.</param>
/// <param name="Phone">From the arrival of the second evidence to the first person's PDU.</param>
internal sealed partial record FireTimes(TimeSpan Evidence, TimeSpan Waits, TimeSpan Incident, TimeSpan Phone)
{
    public const int Speed = 20;

    public const int People = 20;

    private const double SecondsAnSms = 4;

    // When the scenario's grass burns at the post El Mango.
    private static readonly TimeSpan Ignites = TimeSpan.FromMinutes(3);

    public static async Task<FireTimes> MeasureAsync(int seed)
    {
        await using var place = await SmsPlace.OpenAsync(modem => modem.SecondsAnSms = SecondsAnSms);
        var farm = place.Scratch.File("farm.yaml");
        await File.WriteAllTextAsync(farm, Roster(FarmFile.DemoText()));
        var folder = place.Scratch.File("demo");
        await using var demo = DemoRun.Start([
            "fire",
            "--speed",
            $"{Speed}",
            "--seed",
            $"{seed}",
            "--keep",
            folder,
            "--farm",
            farm,
            "--sms",
            $"smstools:{place.Smsd.Spool}",
        ]);
        await Eventually.Until(
            "the first text of a fire is on the air",
            () => place.Modem.Arrivals.Any(sms => IsOfFire(sms.Pdu.Text)),
            TimeSpan.FromSeconds(60),
            () => $"{demo.Said.Tail(20)}\n{place.Seen()}"
        );
        var (pdu, at) = place.Modem.Arrivals.First(sms => IsOfFire(sms.Pdu.Text));
        Assert.Equal((1, false), (pdu.Parts, pdu.IsUcs2));
        return Read(folder, at);
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"ignition → second evidence {Evidence.TotalSeconds:0} s of the farm's; second evidence → decision {Waits.TotalSeconds:0.0} s of the farm's; second evidence → text committed {Incident.TotalSeconds:0.00} s, → first PDU {Phone.TotalSeconds:0.00} s"
        );

    private static bool IsOfFire(string text) => text.StartsWith("Puesto El Mango", StringComparison.Ordinal);

    // The farm's time and the machine's are told by one moment that stands in both: the decision to call the first person.
    private static FireTimes Read(string folder, DateTimeOffset at)
    {
        var (worldMs, machineMs) = Two(
            Path.Combine(folder, "vigia.db"),
            """
            SELECT c.at_ms, s.created_ms FROM call c JOIN sms s ON s.id = c.id JOIN alert a ON a.id = c.incident
            WHERE a.rule = 'fire' AND a.zone = 'fuego-2' ORDER BY c.rowid LIMIT 1
            """
        );
        var secondMs = SecondEvidence(folder).ToUnixTimeMilliseconds();
        // The first to come that holds a reading of that moment.
        var (evidenceMs, _) = Two(
            Path.Combine(folder, "ledger.db"),
            $"""
            SELECT min(received_ms), 0 FROM pack JOIN node ON node.id = node_id
            WHERE node.name = 'fuego-2' AND time_ms <= {secondMs} AND time_ms + span_ms >= {secondMs}
            """
        );
        var originMs = ((Speed * machineMs) - worldMs) / (Speed - 1);
        var sinceEvidence = TimeSpan.FromMilliseconds((worldMs - evidenceMs) / (double)Speed);
        var committed = DateTimeOffset.FromUnixTimeMilliseconds(machineMs);
        return new FireTimes(
            TimeSpan.FromMilliseconds(evidenceMs - originMs) - Ignites,
            TimeSpan.FromMilliseconds(worldMs - evidenceMs),
            sinceEvidence,
            at - committed + sinceEvidence
        );
    }

    // What the rule remembers of the post: of each chip the first reading that spoke for a fire, whatever was made of it and when.
    private static DateTimeOffset SecondEvidence(string folder)
    {
        using var db = Open(Path.Combine(folder, "vigia.db"));
        using var command = db.CreateCommand();
        command.CommandText = "SELECT json FROM rule_state WHERE rule = 'fire' AND json LIKE '%fuego-2/%'";
        using var row = command.ExecuteReader();
        var firsts = new List<DateTimeOffset>();
        while (row.Read())
        {
            var evidence = PlaceState.FromJson(row.GetString(0))!.Evidence;
            firsts.AddRange(
                evidence
                    .Where(one => one.Key.StartsWith("fuego-2/", StringComparison.Ordinal) && !one.Key.EndsWith('?'))
                    .GroupBy(one => one.Key.Split('/')[1])
                    .Select(chip => chip.Min(one => one.Value.First))
            );
        }

        Assert.True(firsts.Count > 1, "two chips of fuego-2 spoke");
        return firsts.Order().ElementAt(1);
    }

    private static SqliteConnection Open(string database)
    {
        var db = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        db.Open();
        return db;
    }

    private static (long First, long Second) Two(string database, string sql)
    {
        using var db = Open(database);
        using var command = db.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        Assert.True(row.Read(), sql);
        return (row.GetInt64(0), row.GetInt64(1));
    }

    private static string Roster(string farm)
    {
        var names = Enumerable.Range(1, People).Select(n => $"p{n}").ToList();
        var people = string.Concat(
            names.Select((name, i) => $"  - {{ name: {name}, title: Persona {i + 1}, phone: 0400-00001{i + 1:00} }}\n")
        );
        var all = string.Join(", ", names);
        var changed = PeopleOfTheFarm()
            .Replace(farm, $"people:\n{people}roles: {{ brigade: [{all}], coordinator: [p1, p2] }}\n\n");
        Assert.NotEqual(farm, changed);
        return changed;
    }

    [GeneratedRegex(
        @"^people:.*?(?=^calls:)",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex PeopleOfTheFarm();
}
