using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using MQTTnet;
using MQTTnet.Protocol;
using Vigia.Server.Ledger;
using Vigia.Server.Ledger.Rollups;
using Vigia.Server.Live;
using Vigia.Server.Live.SignIn;
using Vigia.Wire;

namespace Vigia.Benchmarks;

/// <summary>
/// A year-old farm of 100 points in ten zones: 200 pages follow 100 updates a second, one more reads nothing; then charts of 30
/// days. CPU and memory are the server's own, the pages' are in this program.
/// </summary>
internal static class PageBench
{
    private const int Nodes = 10;
    private const int PointsOfNode = 10;
    private const int Pages = 200;
    private const int UpdatesPerSecond = 100;
    private const int DaysOld = 365;
    private const int Asked = 30;

    private static readonly string[] Quantities =
    [
        "temperature",
        "humidity",
        "co2",
        "nh3",
        "level",
        "flow",
        "voltage",
        "current",
        "illuminance",
        "air_pressure",
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var time = TimeSpan.FromSeconds(args is [var text] ? double.Parse(text, CultureInfo.InvariantCulture) : 30);
        await using var place = new Place(Nodes);
        WriteYear(place.Folder);
        WriteFarm(place.Folder);
        new Accounts(place.Folder).Add("bench", "benchbench", Role.Viewer);
        var server = await place.ServeAsync(behindBroker: false);
        using var browser = await SignInAsync(place);
        var slow = await SlowPageAsync(place, browser);
        using var stop = new CancellationTokenSource();
        var updates = await UpdateAsync(place, stop.Token);
        var quiet = await CpuAsync(server, time);
        Say(
            $"one page that reads nothing, {UpdatesPerSecond} updates a second: {quiet:0.00} of a core, RSS {Place.RssMegabytes(server):0} MB ({Place.OwnMegabytes(server):0} MB its own)"
        );

        var pages = Enumerable.Range(0, Pages).Select(_ => new FollowingPage()).ToList();
        var following = Task.WhenAll(pages.Select(page => page.FollowAsync(browser, stop.Token)));
        await Task.Delay(TimeSpan.FromSeconds(3));
        var before = pages.Sum(page => page.Events);
        var busy = await CpuAsync(server, time);
        var events = (pages.Sum(page => page.Events) - before) / time.TotalSeconds / Pages;
        Say(
            $"{Pages} pages, {UpdatesPerSecond} updates a second: {busy:0.00} of a core, RSS {Place.RssMegabytes(server):0} MB ({Place.OwnMegabytes(server):0} MB its own), {events:0.00} events a page and second, {pages.Sum(page => page.Bytes) / 1024.0 / Pages:0} KB each"
        );
        Say($"the page that reads nothing: {(await slow.IsDroppedAsync() ? "dropped" : "STILL HELD")}");
        await ChartsAsync(browser);
        await stop.CancelAsync();
        await following;
        await updates;
        return 0;
    }

    // As the follower would have written it: every hour of a year, every quarter of 100 days.
    private static void WriteYear(string folder)
    {
        string epoch;
        using (var ledger = new SqliteLedger(folder, NullLogger<SqliteLedger>.Instance))
        {
            epoch = ledger.Epoch;
        }

        using var file = RollupFile.Open(folder, NullLogger.Instance);
        var nowMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        file.Write(
            new RollupCursor(epoch, 0, long.MinValue),
            () =>
            {
                for (var series = 0; series < Nodes * PointsOfNode; series++)
                {
                    file.AddSeries(series + 1, Place.Node(series / PointsOfNode), Quantities[series % PointsOfNode]);
                    Fill(file, RollupLevel.Hour, series + 1, DaysOld * 24, nowMs);
                    Fill(file, RollupLevel.Quarter, series + 1, 100 * 96, nowMs);
                }
            }
        );
    }

    private static void Fill(RollupFile file, RollupLevel level, int series, int buckets, long nowMs)
    {
        var last = level.SlotOf(nowMs);
        for (var slot = last - buckets; slot < last; slot++)
        {
            var mean = 20 + (8 * Math.Sin(slot / 24.0)) + (series % 7);
            file.Add(level, series, slot, new Rollup(360, mean - 0.731, mean + 0.829, 360 * mean));
        }
    }

    private static void WriteFarm(string folder)
    {
        var zones = Enumerable.Range(0, Nodes).Select(n => $"  - {{ name: zona-{n}, kind: greenhouse }}");
        var nodes = Enumerable.Range(0, Nodes).Select(n => $"  - {{ name: {Place.Node(n)}, zone: zona-{n} }}");
        File.WriteAllText(
            Path.Combine(folder, "farm.yaml"),
            $"title: Bench\nzones:\n{string.Join('\n', zones)}\nnodes:\n{string.Join('\n', nodes)}\n"
        );
    }

    private static async Task<Task> UpdateAsync(Place place, CancellationToken stop)
    {
        var clients = new List<IMqttClient>();
        for (var n = 0; n < Nodes; n++)
        {
            var user = Topics.ClientId(Place.Site, Place.Node(n));
            var client = new MqttClientFactory().CreateMqttClient();
            await client.ConnectAsync(
                new MqttClientOptionsBuilder()
                    .WithTcpServer("127.0.0.1", place.Mqtt.Port)
                    .WithClientId(user)
                    .WithCredentials(user, place.SecretOf(Place.Node(n)))
                    .Build(),
                stop
            );
            clients.Add(client);
        }

        return UpdateForeverAsync(clients, stop);
    }

    private static async Task UpdateForeverAsync(List<IMqttClient> clients, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1000.0 * Nodes / UpdatesPerSecond));
        var value = 0L;
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                value++;
                for (var n = 0; n < Nodes; n++)
                {
                    await clients[n]
                        .PublishStringAsync(
                            Topics.Of(Place.Site, Place.Node(n), Channel.Plain),
                            Pack(n, Quantities[value % PointsOfNode], value),
                            MqttQualityOfServiceLevel.AtMostOnce,
                            cancellationToken: stop
                        );
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private static string Pack(int n, string quantity, long value)
    {
        var unit = Quantity.Of(quantity, null).WireUnit;
        var seconds = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""[{"bn":"{{Place.Node(n)}}/","bt":{{seconds:0.000}},"n":"{{quantity}}","u":"{{unit}}","v":{{20 + (value % 100 / 10.0)}}}]"""
        );
    }

    private static async Task<HttpClient> SignInAsync(Place place)
    {
        var browser = new HttpClient { BaseAddress = place.Http, Timeout = TimeSpan.FromMinutes(30) };
        browser.DefaultRequestHeaders.Add(OwnPageOnly.Header, "1");
        var answer = await browser.PostAsJsonAsync("/api/sign-in", new { name = "bench", password = "benchbench" });
        answer.EnsureSuccessStatusCode();
        browser.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        return browser;
    }

    private static async Task<double> CpuAsync(Process server, TimeSpan time)
    {
        var (before, watch) = (Place.Cpu(server), Stopwatch.StartNew());
        await Task.Delay(time);
        return (Place.Cpu(server) - before) / watch.Elapsed;
    }

    private static async Task ChartsAsync(HttpClient browser)
    {
        var times = new List<double>();
        var bytes = 0L;
        for (var i = 0; i < Asked; i++)
        {
            var watch = Stopwatch.StartNew();
            var answer = await browser.GetByteArrayAsync($"/api/zones/zona-{i % Nodes}/points?hours=720");
            times.Add(watch.Elapsed.TotalMilliseconds);
            bytes = answer.Length;
        }

        var first = times[0];
        times.Sort();
        Say(
            $"30 days of a zone's {PointsOfNode} points, {bytes / 1024} KB of JSON, while pages follow: first {first:0} ms, median {times[Asked / 2]:0} ms, slowest {times[^1]:0} ms"
        );
    }

    private static async Task<SlowPage> SlowPageAsync(Place place, HttpClient browser)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            ReceiveBufferSize = 2048,
        };
        await socket.ConnectAsync(place.Http.Host, place.Http.Port);
        var cookie = browser.DefaultRequestHeaders.GetValues("Cookie").First();
        await socket.SendAsync(
            System.Text.Encoding.ASCII.GetBytes($"GET /api/events HTTP/1.1\r\nHost: bench\r\nCookie: {cookie}\r\n\r\n")
        );
        return new SlowPage(socket);
    }

    private static void Say(FormattableString words) => Console.WriteLine(words.ToString(CultureInfo.InvariantCulture));

    /// <summary>A page that reads what it is told.</summary>
    private sealed class FollowingPage
    {
        private long events;
        private long bytes;

        public long Events => Interlocked.Read(ref events);

        public long Bytes => Interlocked.Read(ref bytes);

        public async Task FollowAsync(HttpClient browser, CancellationToken stop)
        {
            try
            {
                using var answer = await browser.GetAsync(
                    "/api/events",
                    HttpCompletionOption.ResponseHeadersRead,
                    stop
                );
                using var lines = new StreamReader(
                    await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(stop)
                );
                while (await lines.ReadLineAsync(stop) is { } line)
                {
                    Interlocked.Add(ref bytes, line.Length);
                    Interlocked.Add(ref events, line.StartsWith("event:", StringComparison.Ordinal) ? 1 : 0);
                }
            }
            catch (OperationCanceledException)
            {
                // The end.
            }
        }
    }

    /// <summary>A phone that fell asleep with the page open: its connection stands and takes nothing.</summary>
    private sealed class SlowPage(Socket socket)
    {
        // What was on its way is read at last; then the connection is found closed, or it never was.
        public async Task<bool> IsDroppedAsync()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
            var buffer = new byte[64 * 1024];
            try
            {
                while (await socket.ReceiveAsync(buffer, patience.Token) > 0) { }

                return true;
            }
            catch (SocketException)
            {
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
            finally
            {
                socket.Dispose();
            }
        }
    }
}
