using System.Text.Json;
using System.Text.RegularExpressions;
using Vigia.Server.Influx;
using Vigia.Server.Ledger;
using Vigia.Tests.Influx;
using Vigia.Wire;
using YamlDotNet.RepresentationModel;

namespace Vigia.Tests.Repository;

/// <summary>Dashboards as files, and their queries on a real influxd with what the server writes.</summary>
public sealed partial class DashboardTests
{
    private const string Source = "dashboards/provisioning/datasources/vigia.yaml";
    private const string Provider = "dashboards/provisioning/dashboards/vigia.yaml";

    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    public static TheoryData<string> Dashboards =>
        [
            .. Checkout.Files.Where(path =>
                path.StartsWith("dashboards/", StringComparison.Ordinal)
                && path.EndsWith(".json", StringComparison.Ordinal)
            ),
        ];

    [Theory, MemberData(nameof(Dashboards))]
    public void A_dashboard_is_of_the_known_form_and_changed_only_here(string path)
    {
        var dashboard = Json(path);

        Assert.Equal(42, dashboard.GetProperty("schemaVersion").GetInt32());
        Assert.False(dashboard.GetProperty("editable").GetBoolean());
        Assert.False(dashboard.TryGetProperty("id", out _));
        Assert.Matches("^[a-z-]{1,40}$", dashboard.GetProperty("uid").GetString());
    }

    [Theory, MemberData(nameof(Dashboards))]
    public void A_panel_asks_the_source_that_is_provisioned(string path)
    {
        var uid = First(Source, "datasources")["uid"].ToString();
        var named = Uid().Matches(Checkout.Read(path)).Select(match => match.Groups["uid"].Value).Distinct();

        Assert.Equal([uid], named);
    }

    [Fact]
    public void No_two_dashboards_share_a_uid()
    {
        var uids = Dashboards.Select(row => Json(row.Data).GetProperty("uid").GetString()).ToList();

        Assert.NotEmpty(uids);
        Assert.Equal(uids.Count, uids.Distinct().Count());
    }

    [Fact]
    public void Source_and_dashboards_are_where_the_compose_file_puts_them()
    {
        var compose = Checkout.Read("docker-compose.yml");
        var source = First(Source, "datasources");
        var url = source["url"].ToString();
        var database = source["jsonData"]["dbName"].ToString();
        var folder = First(Provider, "providers")["options"]["path"].ToString();

        Assert.Contains($"--influx {url} --influx-db {database}\n", compose, StringComparison.Ordinal);
        Assert.Contains(
            "\"./dashboards/provisioning:/etc/grafana/provisioning:ro\"",
            compose,
            StringComparison.Ordinal
        );
        Assert.Contains($"\"./dashboards/es:{folder}:ro\"", compose, StringComparison.Ordinal);
        var home = HomePath().Match(compose).Groups["file"].Value;
        Assert.Contains($"dashboards/es/{Path.GetRelativePath(folder, home)}", Checkout.Files);
    }

    [Fact]
    public async Task Every_query_answers_with_a_series_of_each_node()
    {
        await using var influx = await InfluxDaemon.StartAsync();
        await WriteAsync(influx, ["inv1", "inv2"]);

        var queries = Dashboards.SelectMany(row => Query().Matches(Checkout.Read(row.Data))).Select(Macros).ToList();

        Assert.NotEmpty(queries);
        foreach (var query in queries)
        {
            using var answer = JsonDocument.Parse(await influx.QueryAsync(query));
            var result = answer.RootElement.GetProperty("results")[0];
            Assert.True(result.TryGetProperty("series", out var series), $"{query}: {result}");
            Assert.Equal(
                ["inv1", "inv2"],
                series.EnumerateArray().Select(s => s.GetProperty("tags").GetProperty("node").GetString())
            );
            Assert.All(
                series.EnumerateArray(),
                s =>
                    Assert.Contains(
                        s.GetProperty("values").EnumerateArray(),
                        row => row[1].ValueKind == JsonValueKind.Number
                    )
            );
        }
    }

    // The server's own lines, through its own client.
    private static async Task WriteAsync(InfluxDaemon influx, string[] nodes)
    {
        var (reader, batch) = (new RowReader(), new LineBatch());
        for (var i = 0; i < nodes.Length; i++)
        {
            var row = ListLedger.Row(i + 1, Now, Now.AddMinutes(-1), nodes[i], new Reading("air", "Cel", 27.4 + i));
            Assert.True(reader.TryRead(row));
            new InfluxLines("granja").Write(row with { Zone = "invernadero-1" }, reader.Pack, batch);
        }

        using var client = new InfluxClient(new InfluxOptions(influx.Url, "vigia"), TimeProvider.System);
        await client.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        var written = await client.WriteAsync(batch.Lines(0, batch.Count), TestContext.Current.CancellationToken);
        Assert.Equal(InfluxAnswerKind.Stored, written.Kind);
    }

    // What Grafana would put in their place.
    private static string Macros(Match query)
    {
        var text = JsonSerializer.Deserialize<string>(query.Groups["text"].Value)!;
        Assert.Contains("$timeFilter", text, StringComparison.Ordinal);
        var known = text.Replace("$timeFilter", "time >= now() - 6h AND time <= now()", StringComparison.Ordinal)
            .Replace("$__interval", "10s", StringComparison.Ordinal);
        Assert.DoesNotContain("$", known, StringComparison.Ordinal);
        return known;
    }

    private static JsonElement Json(string path) => JsonDocument.Parse(Checkout.Read(path)).RootElement;

    private static YamlNode First(string path, string list)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Checkout.Read(path)));
        return stream.Documents[0].RootNode[list][0];
    }

    [GeneratedRegex("\"query\": (?<text>\"(\\\\.|[^\"\\\\])*\")", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Query();

    [GeneratedRegex("\"type\": \"influxdb\", \"uid\": \"(?<uid>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uid();

    [GeneratedRegex("HOME_DASHBOARD_PATH: (?<file>.+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HomePath();
}
