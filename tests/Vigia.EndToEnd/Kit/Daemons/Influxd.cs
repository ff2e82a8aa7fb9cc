using System.Text.Json;

namespace Vigia.EndToEnd.Kit.Daemons;

/// <summary>A throw-away influxd 1.6.7 on ports of its own.</summary>
internal sealed class Influxd : IAsyncDisposable
{
    private readonly Scratch scratch = new();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly int rpcPort = Ports.Free();
    private RunningProgram? program;

    public int Port { get; } = Ports.Free();

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public RunningProgram Program => program ?? throw new InvalidOperationException("influxd was not started");

    public async Task StartAsync()
    {
        if (program is not null)
        {
            await program.DisposeAsync();
        }

        var config = scratch.File("influxdb.conf");
        await File.WriteAllTextAsync(config, Config());
        program = RunningProgram.Start(new Launch("influxd", "/usr/bin/influxd", ["-config", config]));
        await Eventually.Until("influxd answers", AnswersAsync, seen: () => program.Said.Tail(10));
    }

    public async Task<JsonElement> QueryAsync(string query, string? database = null)
    {
        var target = new Uri(Address, $"query?epoch=ms&db={database}");
        using var form = new FormUrlEncodedContent([new("q", query)]);
        using var response = await http.PostAsync(target, form);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"influxd to {query}: {body}");
        return JsonDocument.Parse(body).RootElement.GetProperty("results")[0];
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (program is not null)
        {
            await program.DisposeAsync();
        }

        scratch.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var response = await http.GetAsync(new Uri(Address, "ping"));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private string Config() =>
        $"""
            reporting-disabled = true
            bind-address = "127.0.0.1:{rpcPort}"
            [meta]
              dir = "{scratch.Folder("meta")}"
            [data]
              dir = "{scratch.Folder("data")}"
              wal-dir = "{scratch.Folder("wal")}"
              query-log-enabled = false
            [monitor]
              store-enabled = false
            [http]
              bind-address = "127.0.0.1:{Port}"
              log-enabled = false
            [logging]
              level = "warn"
            """;
}
