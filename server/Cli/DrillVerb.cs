using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Vigia.Server.Calls.Drills;

namespace Vigia.Server.Cli;

/// <summary><c>vigia drill fire</c>: the whole way of a fire, practised, with the time of each step.</summary>
internal static class DrillVerb
{
    public static readonly string[] Options = ["--zone", "--for", "--data"];

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    public static async Task<int> FireAsync(Settings settings, CancellationToken stop)
    {
        var texts = DrillTexts.Of(settings.Texts);
        var zone = settings.Text("--zone") ?? throw new PlainWords(settings.Texts.NeedsValue("--zone"));
        var lasts = settings.Time("--for") ?? DrillDesk.Ordinary;
        var folder = settings.DataFolder();
        using var server = ControlSocket.ToServer(folder);
        using var signals = new Demo.EndSignals(stop);
        try
        {
            var id = await BeginAsync(server, settings, texts, zone, lasts);
            var report = await FollowAsync(server, texts, id, signals.Token);
            foreach (var line in texts.Whole(report))
            {
                Console.WriteLine(line);
            }

            return report.People.Count > 0 && report.Sent == report.People.Count ? ExitCode.Good : ExitCode.Wrong;
        }
        catch (HttpRequestException)
        {
            throw new PlainWords(settings.Texts.NoServer(folder), ExitCode.Wrong);
        }
    }

    private static async Task<string> BeginAsync(
        HttpClient server,
        Settings settings,
        DrillTexts texts,
        string zone,
        TimeSpan lasts
    )
    {
        using var form = new FormUrlEncodedContent([
            new("zone", zone),
            new("who", Environment.UserName),
            new("seconds", lasts.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
        ]);
        using var answer = await server.PostAsync(DrillEndpoints.BeginPath, form);
        var said = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => said,
            HttpStatusCode.NotFound => throw new PlainWords(settings.Texts.NoSuchPlace(zone, said), ExitCode.Wrong),
            _ => throw new PlainWords(
                Enum.TryParse<DrillAnswer>(said, out var why) ? texts.Refused(why) : settings.Texts.Failed(said),
                ExitCode.Wrong
            ),
        };
    }

    // Until all have answered, its time is over, or somebody ends it here.
    private static async Task<DrillReport> FollowAsync(
        HttpClient server,
        DrillTexts texts,
        string id,
        CancellationToken stop
    )
    {
        var told = new HashSet<string>();
        while (true)
        {
            var report = await ReadAsync(server, id);
            if (told.Add(texts.Begun(report)))
            {
                Console.WriteLine(texts.Begun(report));
            }

            foreach (var line in texts.News(report).Where(told.Add))
            {
                Console.WriteLine(line);
            }

            if (report.IsOver)
            {
                return report;
            }

            var isDone = report.People.Count > 0 && report.Answered == report.People.Count;
            if (isDone || stop.IsCancellationRequested)
            {
                using var by = new FormUrlEncodedContent([new("who", Environment.UserName)]);
                using var ended = await server.PostAsync(
                    $"{DrillEndpoints.EndPath}?id={id}",
                    by,
                    CancellationToken.None
                );
                continue;
            }

            await Task.Delay(LookEvery, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static async Task<DrillReport> ReadAsync(HttpClient server, string id) =>
        await server.GetFromJsonAsync($"{DrillEndpoints.ReportPath}?id={id}", DrillJson.Default.DrillReport)
        ?? throw new IOException(id);
}
