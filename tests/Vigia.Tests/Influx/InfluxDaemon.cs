using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Vigia.Tests.Influx;

/// <summary>A real influxd 1.x in a folder of its own, which can be killed and started again.</summary>
internal sealed class InfluxDaemon : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vigia-influxd-").FullName;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Wait.Limit };
    private Process? process;

    private InfluxDaemon()
    {
        var (web, rpc) = (FreePort(), FreePort());
        Url = new Uri($"http://127.0.0.1:{web}/");
        File.WriteAllText(
            Path.Combine(folder, "influxdb.conf"),
            $"""
            reporting-disabled = true
            bind-address = "127.0.0.1:{rpc}"
            [meta]
              dir = "{folder}/meta"
            [data]
              dir = "{folder}/data"
              wal-dir = "{folder}/wal"
              query-log-enabled = false
            [monitor]
              store-enabled = false
            [http]
              bind-address = "127.0.0.1:{web}"
              log-enabled = false
            """
        );
    }

    public Uri Url { get; }

    public static async Task<InfluxDaemon> StartAsync()
    {
        var daemon = new InfluxDaemon();
        await daemon.RunAsync();
        return daemon;
    }

    public async Task RunAsync()
    {
        var start = new ProcessStartInfo("influxd", ["-config", Path.Combine(folder, "influxdb.conf")])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await Wait.For("influxd answers", AnswersAsync);
    }

    /// <summary>As by kill -9.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>Values of one field, by time.</summary>
    public async Task<IReadOnlyList<double>> ValuesAsync(string measurement, string field = "value")
    {
        using var answer = JsonDocument.Parse(await QueryAsync($"SELECT {field} FROM {measurement}"));
        var result = answer.RootElement.GetProperty("results")[0];
        return result.TryGetProperty("series", out var series)
            ? [.. series[0].GetProperty("values").EnumerateArray().Select(row => row[1].GetDouble())]
            : [];
    }

    public async Task<string> QueryAsync(string query, string database = "vigia")
    {
        using var body = new FormUrlEncodedContent([new("q", query), new("db", database), new("epoch", "ms")]);
        using var answer = await http.PostAsync(new Uri(Url, "query"), body);
        return await answer.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
        await ValueTask.CompletedTask;
    }

    private async Task<bool> AnswersAsync()
    {
        Assert.False(process!.HasExited, "influxd has ended");
        try
        {
            using var answer = await http.GetAsync(new Uri(Url, "ping"));
            return answer.StatusCode == HttpStatusCode.NoContent;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
