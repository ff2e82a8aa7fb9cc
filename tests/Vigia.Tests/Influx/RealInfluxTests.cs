using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Alerts;
using Vigia.Server.Influx;
using Vigia.Wire;

namespace Vigia.Tests.Influx;

/// <summary>The follower against Debian's influxd.</summary>
public sealed class RealInfluxTests : IAsyncLifetime
{
    // A Wednesday: types are checked within a shard, and a week of rows is one.
    private static readonly DateTimeOffset Start = new(2026, 11, 18, 10, 0, 0, TimeSpan.Zero);

    private readonly FollowerPlace place = new();
    private readonly ListLedger ledger = new();
    private readonly CancellationTokenSource stop = new();
    private InfluxDaemon influx = null!;
    private InfluxClient client = null!;
    private InfluxFollower follower = null!;
    private Task running = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        influx = await InfluxDaemon.StartAsync();
        var options = new InfluxOptions(influx.Url, "vigia")
        {
            Timeout = TimeSpan.FromSeconds(10),
            LongestPause = TimeSpan.FromSeconds(0.5),
        };
        client = new InfluxClient(options, TimeProvider.System);
        follower = new InfluxFollower(
            ledger,
            place.Store,
            client,
            new InfluxLines("ceiba"),
            options,
            TimeProvider.System,
            NullLogger<InfluxFollower>.Instance
        );
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.WaitAsync(Wait.Limit).ContinueWith(_ => { }, TaskScheduler.Default);
        client.Dispose();
        stop.Dispose();
        await influx.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_created_and_filled_from_the_first_row()
    {
        AddAir(1, 2, 3);

        await RunToEndAsync();

        Assert.Equal([1, 2, 3], await influx.ValuesAsync("temperature"));
    }

    [Fact]
    public async Task A_dropped_database_gets_all_rows_again()
    {
        AddAir(1, 2);
        await RunToEndAsync();
        await influx.QueryAsync("DROP DATABASE vigia");

        AddAir(3);

        await WantAsync([1, 2, 3]);
    }

    [Fact]
    public async Task A_database_dropped_and_created_by_hand_is_filled_by_a_rebuild()
    {
        AddAir(1, 2);
        await RunToEndAsync();
        await influx.QueryAsync("DROP DATABASE vigia");
        await influx.QueryAsync("CREATE DATABASE vigia");

        await follower.RebuildAsync(progress: null, stop.Token).WaitAsync(Wait.Limit);

        await WantAsync([1, 2]);
    }

    [Fact]
    public async Task A_kill_of_influxd_loses_nothing_and_doubles_nothing()
    {
        AddAir(1, 2);
        await RunToEndAsync();
        influx.Kill();
        AddAir(3, 4);
        await Wait.For("the follower sees it", () => follower.Health.State == InfluxState.Unavailable);

        await influx.RunAsync();

        await WantAsync([1, 2, 3, 4]);
    }

    [Fact]
    public async Task A_line_of_another_type_is_put_into_quarantine_and_all_others_are_stored()
    {
        AddAir(1);
        await RunToEndAsync();
        await influx.QueryAsync("CREATE DATABASE vigia");
        await WriteByHandAsync(
            $"humidity,site=ceiba,node=inv1,point=hum value=\"wet\" {Start.ToUnixTimeMilliseconds()}"
        );
        var bad = ledger.Add(
            Start.AddSeconds(500),
            "inv1",
            new Reading("air", "Cel", 2),
            new Reading("hum", "%RH", 60)
        );
        AddAir(3, 4);

        await WantAsync([1, 2, 3, 4]);
        await Wait.For("the end", () => follower.Health.LagRows == 0);

        var line = Assert.Single(place.Store.Read(QuarantineTable.All, []));
        Assert.Equal(bad.Row, line.Row);
        Assert.StartsWith("humidity,", line.Line);
        Assert.Contains("field type conflict", line.Words);
    }

    [Fact]
    public async Task What_is_older_than_the_database_keeps_is_let_go_without_a_fault()
    {
        var now = DateTimeOffset.UtcNow;
        ledger.Add(now.AddDays(-30), "inv1", new Reading("air", "Cel", 1));
        ledger.Add(now, "inv1", new Reading("air", "Cel", 2));
        await influx.QueryAsync("CREATE DATABASE vigia WITH DURATION 1d");

        await RunToEndAsync();

        Assert.Equal([2], await influx.ValuesAsync("temperature"));
        Assert.Empty(place.Store.Read(QuarantineTable.All, [new QuarantinedLine(0, "unread", "")]));
    }

    [Fact]
    public async Task What_a_farm_writes_into_names_and_faults_reads_back()
    {
        ledger.Add(Start, "inv1", new Reading("air", "Cel", null, Fault: "say \"no\", \\ = x"));
        await RunToEndAsync();

        Assert.Contains("say \\\"no\\\", \\\\ = x", await influx.QueryAsync("SELECT fault FROM temperature"));
    }

    [Fact]
    public async Task Ten_thousand_rows_arrive_whole()
    {
        var values = Enumerable.Range(1, 10_000).Select(i => (double)i).ToArray();
        AddAir(values);

        await RunToEndAsync();

        Assert.Equal(values, await influx.ValuesAsync("temperature"));
    }

    private void AddAir(params double[] values)
    {
        foreach (var value in values)
        {
            ledger.Add(Start.AddMilliseconds(100 * ledger.LastRow), "inv1", new Reading("air", "Cel", value));
        }
    }

    private async Task RunToEndAsync()
    {
        running = follower.RunAsync(stop.Token);
        await Wait.For("all rows", () => follower.Health is { LagRows: 0, State: InfluxState.Ok });
    }

    private Task WantAsync(double[] values) =>
        Wait.For(
            string.Join(", ", values),
            async () => (await influx.ValuesAsync("temperature")).Order().SequenceEqual(values)
        );

    private async Task WriteByHandAsync(string line)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var body = new StringContent(line);
        using var answer = await http.PostAsync(new Uri(influx.Url, "write?db=vigia&precision=ms"), body);
        Assert.True(answer.IsSuccessStatusCode);
    }
}
