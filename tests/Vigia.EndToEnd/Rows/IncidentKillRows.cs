using System.Globalization;
using System.Text;
using System.Text.Json;
using Vigia.EndToEnd.Kit;
using Vigia.Wire;

namespace Vigia.EndToEnd.Rows;

/// <summary>
/// Thirty incidents at one stroke, and a server that dies among them: none is lost, and a message comes again only where the death
/// was between its hand-over and the mark of it, then with the same id and the same code.
/// </summary>
public sealed class IncidentKillRows
{
    private const int Incidents = 30;

    [Theory]
    // Before anything of it is on disk; handed over and not marked; again and again, one of them committed and not handed over.
    [InlineData(0, "rules-before-commit:2")]
    [InlineData(1, "message-handed:1")]
    [InlineData(3, "message-handed:7", "message-handed:2", "message-before-hand-over:4", "message-handed:9")]
    public async Task A_server_killed_in_a_storm_loses_no_incident_and_repeats_at_most_one_message_a_death(
        int most,
        params string[] deaths
    )
    {
        await using var farm = await PrepareAsync();
        await farm.StartServerAsync(deaths[0]);
        byte[] hot;
        await using (var node = await ScriptedNode.ConnectAsync(farm.Nodes["inv1"], farm.Link.Port))
        {
            hot = Sweep(node.Boot, seq: 0, value: 45);
            await node.TryPublishAsync(Topic, hot);
            await farm.Server.Program.CrashesAsync();
        }

        foreach (var death in deaths[1..])
        {
            await ServerProcess.DiesAsync(farm.ServerPlan with { CrashAt = death });
        }

        await farm.StartServerAsync();
        await using (var node = await ScriptedNode.ConnectAsync(farm.Nodes["inv1"], farm.Link.Port))
        {
            // As a node does that has no acknowledgement; what is stored already is a repeat.
            await node.PublishAsync(Topic, hot);
            await EachIsToldAsync(farm, "Raised", most);
            await node.PublishAsync(Topic, Sweep(node.Boot, seq: 0, value: 20));
            await EachIsToldAsync(farm, "Cleared", most: 0);
        }

        Assert.True(farm.NothingStandsOpen());
        await EndsWellAsync(farm);
    }

    [Fact]
    public async Task Who_was_told_that_it_is_over_hears_that_it_is_not_though_the_server_died_meanwhile()
    {
        await using var farm = await PrepareAsync();
        var clock = farm.Scratch.File("server.clock");
        await File.WriteAllTextAsync(clock, "offset=0\n");
        farm.ServerPlan = farm.ServerPlan with { ClockFile = clock };
        await farm.StartServerAsync();
        await using (var node = await ScriptedNode.ConnectAsync(farm.Nodes["inv1"], farm.Link.Port))
        {
            await node.PublishAsync(Topic, Sweep(node.Boot, seq: 0, value: 45));
            await EachIsToldAsync(farm, "Raised", most: 0);
            await node.PublishAsync(Topic, Sweep(node.Boot, seq: 1, value: 20));
            await EachIsToldAsync(farm, "Cleared", most: 0);
            await node.PublishAsync(Topic, Sweep(node.Boot, seq: 2, value: 45));
            await Eventually.Until("all stand again", () => OpenCodes(farm).Count == Incidents);
            await farm.Server.Program.KillAsync();
        }

        // What stays for ten minutes is told again.
        await File.WriteAllTextAsync(clock, "offset=601\n");
        await farm.StartServerAsync();
        await Eventually.Until(
            "each is told again",
            () => Told(farm, "Raised").CountBy(message => message.Code).Count(known => known.Value == 2) == Incidents,
            seen: () => $"{Told(farm, "Raised").Count}\n{farm.Server.Program.Said.Tail(8)}"
        );
        await EndsWellAsync(farm);
    }

    [Fact]
    public async Task A_store_that_is_deleted_under_the_server_is_begun_anew_and_every_incident_is_told_once()
    {
        await using var farm = await PrepareAsync();
        await farm.StartServerAsync();
        foreach (var file in Directory.GetFiles(farm.ServerPlan.DataFolder, "vigia.db*"))
        {
            File.Delete(file);
        }

        await using var node = await ScriptedNode.ConnectAsync(farm.Nodes["inv1"], farm.Link.Port);
        await node.PublishAsync(Topic, Sweep(node.Boot, seq: 0, value: 45));
        await EachIsToldAsync(farm, "Raised", most: 0);

        await farm.Server.Program.KillAsync();
        await farm.StartServerAsync();
        await Farm.LastsAsync(1);
        await EachIsToldAsync(farm, "Raised", most: 0);
        await EndsWellAsync(farm);
    }

    [Fact]
    public async Task On_a_disk_without_one_free_byte_every_incident_is_kept_from_the_reserve_and_told_once_there_is_room()
    {
        await using var farm = await PrepareAsync();
        using var disk = SmallDisk.Under(farm.ServerPlan.DataFolder, megabytes: 64);
        await farm.StartServerAsync();
        await using (var node = await ScriptedNode.ConnectAsync(farm.Nodes["inv1"], farm.Link.Port))
        {
            disk.FillTo(freeMegabytes: 0);
            await node.PublishAsync(Topic, Sweep(node.Boot, seq: 0, value: 45));
            await Eventually.Until("all are in vigia.db", () => OpenCodes(farm).Count == Incidents);
            await farm.Server.Program.KillAsync();
        }

        disk.Empty();
        await farm.StartServerAsync();
        await EachIsToldAsync(farm, "Raised", most: Incidents);
        await EndsWellAsync(farm);
    }

    private static string Topic => Topics.Of(Farm.Site, "inv1", Channel.Data);

    private static async Task<Farm> PrepareAsync()
    {
        var farm = await Farm.PrepareAsync(Way.Listener, plan => plan with { Reserve = "0MB" });
        var rules = new StringBuilder("rules:\n");
        for (var i = 0; i < Incidents; i++)
        {
            rules.Append(CultureInfo.InvariantCulture, $"  - {{ name: r{i}, point: p{i}, above: 38, clear: 36 }}\n");
        }

        await File.WriteAllTextAsync(Path.Combine(farm.ServerPlan.DataFolder, "farm.yaml"), rules.ToString());
        return farm;
    }

    private static byte[] Sweep(BootId boot, long seq, double value) =>
        PackEncoder.Encode(
            "inv1",
            new PackHeader(boot, seq, ClockQuality.Ntp, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), null, 0),
            [.. Enumerable.Range(0, Incidents).Select(i => new Reading($"p{i}", "Cel", value))]
        );

    /// <param name="most">Messages that may have come twice.</param>
    private static async Task EachIsToldAsync(Farm farm, string kind, int most)
    {
        await Eventually.Until(
            $"each is told: {kind}",
            () => Told(farm, kind).Select(message => message.Code).Distinct().Count() == Incidents,
            seen: () => $"{Told(farm, kind).Count}\n{farm.Server.Program.Said.Tail(8)}"
        );
        await Eventually.Still("the messages", () => Told(farm, kind).Count, TimeSpan.FromSeconds(1));
        var told = Told(farm, kind);
        Assert.Equal(Incidents, told.Select(message => message.Id).Distinct().Count());
        Assert.Equal(Incidents, told.Select(message => message.Rule).Distinct().Count());
        Assert.Equal(
            Incidents,
            told.DistinctBy(message => (message.Id, message.Code, message.Rule, message.Text)).Count()
        );
        Assert.InRange(told.Count, Incidents, Incidents + most);
        if (kind == "Raised")
        {
            Assert.Equal(told.Select(message => message.Code).Distinct().Order(), OpenCodes(farm).Order());
        }
    }

    private static List<Told> Told(Farm farm, string kind)
    {
        var file = Path.Combine(farm.ServerPlan.DataFolder, "messages.jsonl");
        return File.Exists(file)
            ?
            [
                .. File.ReadLines(file)
                    .Where(line => line.EndsWith('}'))
                    .Select(line => JsonSerializer.Deserialize<Told>(line, JsonSerializerOptions.Web)!)
                    .Where(message => message.Kind == kind),
            ]
            : [];
    }

    private static List<string> OpenCodes(Farm farm)
    {
        using var db = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Path.Combine(farm.ServerPlan.DataFolder, "vigia.db")};Mode=ReadOnly;Pooling=False"
        );
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText =
            "SELECT id FROM alert WHERE state NOT IN ('Cleared', 'False', 'Closed') AND rule LIKE 'r%'";
        using var rows = command.ExecuteReader();
        var codes = new List<string>();
        while (rows.Read())
        {
            codes.Add($"A{rows.GetInt64(0)}");
        }

        return codes;
    }

    private static Task EndsWellAsync(Farm farm) => farm.CloseServerAsync();
}

internal sealed record Told(string Id, string Kind, string Code, string Rule, string Text);
