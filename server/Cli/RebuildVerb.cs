using System.Globalization;
using System.Net;
using Vigia.Server.Alerts;
using Vigia.Server.Health;
using Vigia.Server.Influx;
using Vigia.Server.Ledger;

namespace Vigia.Server.Cli;

/// <summary><c>vigia rebuild influx</c>: asks the running server, or leaves word for the next start.</summary>
internal static class RebuildVerb
{
    public static async Task<int> InfluxAsync(Settings settings, CancellationToken stop)
    {
        var texts = settings.Texts;
        var folder = settings.DataFolder();
        if (!File.Exists(Path.Combine(folder, LedgerFile.Name)))
        {
            throw new PlainWords(texts.NothingHere(folder), ExitCode.Wrong);
        }

        using var http = ControlSocket.ToServer(folder);
        HttpResponseMessage answer;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, ControlEndpoints.RebuildInflux);
            answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        }
        catch (HttpRequestException)
        {
            ForgetCursor(folder);
            Console.WriteLine(texts.RebuildOffline);
            return ExitCode.Good;
        }

        using (answer)
        {
            if (answer.StatusCode == HttpStatusCode.Conflict)
            {
                throw new PlainWords(texts.NoInflux, ExitCode.Wrong);
            }

            answer.EnsureSuccessStatusCode();
            return await FollowAsync(answer, texts, stop);
        }
    }

    private static async Task<int> FollowAsync(HttpResponseMessage answer, Texts texts, CancellationToken stop)
    {
        Console.WriteLine(texts.RebuildAsked);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(stop));
        while (await lines.ReadLineAsync(stop) is { } line)
        {
            switch (line.Split(' '))
            {
                case ["done", var rows]:
                    Console.WriteLine(texts.RebuildDone(Number(rows)));
                    return ExitCode.Good;
                case [var row, var of]:
                    Console.WriteLine(texts.RebuildProgress(Number(row), Number(of)));
                    break;
            }
        }

        throw new PlainWords(texts.Failed("the server ended"), ExitCode.Wrong);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static void ForgetCursor(string folder)
    {
        using var loggers = LoggerFactory.Create(_ => { });
        using var store = new AlertStore(
            folder,
            AlertStoreOptions.Default,
            TimeProvider.System,
            loggers.CreateLogger<AlertStore>()
        );
        store.TryWrite("the cursor of InfluxDB", db => CursorTable.Write(db, InfluxFollower.CursorName, Cursor.None));
    }
}
