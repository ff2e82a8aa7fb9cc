using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Farm;
using Vigia.Server.Ingest;
using Vigia.Server.Ledger;
using Vigia.Server.Live.FarmTrial;
using Vigia.Server.Live.SignIn;
using Vigia.Wire;

namespace Vigia.Tests.Live;

public sealed class FarmFilePageTests
{
    [Fact]
    public async Task The_file_is_shown_as_it_is_on_the_disk()
    {
        await using var place = await LivePlace.StartAsync();
        File.WriteAllText(Path.Combine(place.Folder, FarmFile.Name), "title: Comuna\n# a remark\n");
        using var browser = await place.SignedInAsync(Role.Technician);

        var shown = (await browser.GetFromJsonAsync<JsonNode>("/api/farm"))!;

        Assert.Equal("title: Comuna\n# a remark\n", (string)shown["text"]!);
        Assert.False((bool)shown["isExample"]!);
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_its_line_in_the_readers_language()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync(Role.Technician);
        var text = FarmFile.DemoText().Replace("kind: pig-barn", "kind: pig-bran");

        var es = await CheckAsync(browser, text, "es");
        var en = await CheckAsync(browser, text, "en");
        var good = await CheckAsync(browser, FarmFile.DemoText(), "es");

        var line = text[..text.IndexOf("pig-bran", StringComparison.Ordinal)].Count(letter => letter == '\n') + 1;
        Assert.Equal(line, (int)es["findings"]![0]!["line"]!);
        Assert.NotEqual((string)es["findings"]![0]!["words"]!, (string)en["findings"]![0]!["words"]!);
        Assert.Null(es["rules"]);
        Assert.Equal(9, (int)good["zones"]!);
    }

    [Fact]
    public async Task A_file_as_large_as_may_be_is_checked_and_a_larger_body_is_refused()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync(Role.Technician);

        var large = await browser.PostAsJsonAsync("/api/farm/check", new { text = new string('#', 900_000) });
        var larger = await browser.PostAsJsonAsync("/api/farm/check", new { text = new string('#', 3_000_000) });

        Assert.Equal(HttpStatusCode.OK, large.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, larger.StatusCode);
    }

    [Fact]
    public async Task A_changed_limit_is_tried_on_what_is_stored()
    {
        var before = Farm(38);
        await using var place = await LivePlace.StartAsync(FarmFile.Parse(before, FarmFile.Name).Plan);
        using var browser = await place.SignedInAsync(Role.Technician);
        Store(place);

        var tried = await browser.PostAsJsonAsync("/api/farm/trial", new { text = Farm(30), days = 1 });
        var same = await browser.PostAsJsonAsync("/api/farm/trial", new { text = before, days = 1 });
        var wrong = await browser.PostAsJsonAsync("/api/farm/trial", new { text = "zones: 7", days = 1 });

        var result = JsonNode.Parse(await tried.Content.ReadAsStringAsync())!;
        Assert.Equal(["very-hot"], result["rules"]!.AsArray().Select(rule => (string)rule!));
        Assert.Equal((0, 1), ((int)result["before"]!["alarms"]!, (int)result["after"]!["alarms"]!));
        var added = Assert.Single(result["differences"]!.AsArray())!;
        Assert.Equal(("Added", "Severe"), ((string)added["change"]!, (string)added["severity"]!));
        Assert.Equal(nameof(TrialRefusal.NothingChanged), (await same.Content.ReadFromJsonAsync<Refused>())!.Reason);
        Assert.Equal(nameof(TrialRefusal.FileIsWrong), (await wrong.Content.ReadFromJsonAsync<Refused>())!.Reason);
    }

    private static async Task<JsonNode> CheckAsync(HttpClient browser, string text, string lang)
    {
        var answer = await browser.PostAsJsonAsync("/api/farm/check", new { text, lang });
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static string Farm(int above) =>
        $$"""
            zones:
              - { name: porqueriza, kind: warehouse }
            nodes:
              - { name: cerdos-1, zone: porqueriza }
            rules:
              - { name: very-hot, zone: porqueriza, severity: severe, point: temperature, above: {{above}}, clear: {{above
                - 1}}, for: 0s }
            """;

    // Warm for a minute, then cool.
    private static void Store(LivePlace place)
    {
        using var ledger = new SqliteLedger(place.Folder, NullLogger<SqliteLedger>.Instance);
        ledger.Begin();
        for (var i = 0; i < 30; i++)
        {
            var time = LivePlace.Noon.AddSeconds(i * 10);
            var readings = new[] { new Reading("temperature", "Cel", i < 6 ? 33 : 25) };
            var row = Influx.ListLedger.Row(i + 1, time, time, "cerdos-1", readings);
            ledger.Append(
                new NewRow(
                    new PackKey(row.Node, row.Boot, row.Seq),
                    Plain: false,
                    row.ReceivedMs,
                    new StoredTime(row.TimeMs, row.Clock, ClockOff: false),
                    SpanMs: 0,
                    Zone: "porqueriza",
                    Hash: 0,
                    row.Bytes
                )
            );
        }

        ledger.Commit();
    }
}
