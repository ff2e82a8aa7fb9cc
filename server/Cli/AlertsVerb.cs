using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Vigia.Server.Alerts;

namespace Vigia.Server.Cli;

/// <summary><c>vigia alerts</c>: what stands and what was, who said what of it, and a person's own word.</summary>
internal static class AlertsVerb
{
    public static readonly string[] ListOptions = ["--data", "--since"];
    public static readonly string[] Flags = ["--open"];
    public static readonly string[] Options = ["--data"];
    public static readonly string[] SnoozeOptions = ["--data", "--for"];

    public static Task<int> ListAsync(Settings settings, CancellationToken stop)
    {
        var since = settings.Text("--open") is not null
            ? TimeSpan.Zero
            : settings.Time("--since") ?? TimeSpan.FromHours(24);
        var hours = since.TotalHours.ToString(CultureInfo.InvariantCulture);
        return ControlSocket.AskAsync(
            settings,
            async server =>
            {
                var texts = AlertsTexts.Of(settings.Texts);
                var path = $"{AlertControl.ListPath}?hours={hours}";
                var alerts = await ControlSocket.GetAsync(server, path, AlertJson.Default.AlertLineArray, stop);
                Write(alerts.Length > 0 ? alerts.Select(texts.Line) : [texts.Nothing]);
                return ExitCode.Good;
            }
        );
    }

    public static Task<int> ShowAsync(Settings settings, CancellationToken stop)
    {
        var code = CodeOf(settings);
        return ControlSocket.AskAsync(
            settings,
            async server =>
            {
                var texts = AlertsTexts.Of(settings.Texts);
                using var answer = await server.GetAsync($"{AlertControl.ListPath}/{code}", stop);
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    throw Refusal(texts, code, await answer.Content.ReadAsStringAsync(stop));
                }

                await using var body = await answer.Content.ReadAsStreamAsync(stop);
                var trail = await JsonSerializer.DeserializeAsync(body, AlertJson.Default.AlertTrail, stop);
                Write([texts.Line(trail!.Alert), .. trail.Steps.Select(step => "  " + texts.Line(step))]);
                return ExitCode.Good;
            }
        );
    }

    public static Task<int> AckAsync(Settings settings, CancellationToken stop) => SayAsync(settings, "ack", [], stop);

    public static Task<int> FalseAsync(Settings settings, CancellationToken stop) =>
        SayAsync(settings, "false", [], stop);

    public static Task<int> CloseAsync(Settings settings, CancellationToken stop) =>
        SayAsync(settings, "close", [], stop);

    public static Task<int> SnoozeAsync(Settings settings, CancellationToken stop)
    {
        var span = settings.Time("--for") ?? TimeSpan.FromHours(1);
        return SayAsync(
            settings,
            "snooze",
            [new("minutes", span.TotalMinutes.ToString(CultureInfo.InvariantCulture))],
            stop
        );
    }

    public static Task<int> NoteAsync(Settings settings, CancellationToken stop) =>
        SayAsync(
            settings,
            "note",
            [new("text", settings.Second ?? throw new PlainWords(AlertsTexts.Of(settings.Texts).NeedsNote))],
            stop
        );

    private static Task<int> SayAsync(
        Settings settings,
        string word,
        IReadOnlyList<KeyValuePair<string, string>> with,
        CancellationToken stop
    )
    {
        var (code, texts) = (CodeOf(settings), AlertsTexts.Of(settings.Texts));
        return ControlSocket.AskAsync(
            settings,
            async server =>
            {
                // Of sudo the person who asked for it.
                var who = Environment.GetEnvironmentVariable("SUDO_USER") ?? Environment.UserName;
                using var form = new FormUrlEncodedContent([new("who", who), .. with]);
                using var answer = await server.PostAsync($"{AlertControl.ListPath}/{code}/{word}", form, stop);
                var said = await answer.Content.ReadAsStringAsync(stop);
                Write(
                    answer.StatusCode == HttpStatusCode.OK ? [texts.Done(said, word)] : throw Refusal(texts, code, said)
                );
                return ExitCode.Good;
            }
        );
    }

    private static string CodeOf(Settings settings) =>
        settings.Argument is { } code && AlertCode.Parse(code) is not null
            ? code.Trim().ToUpperInvariant()
            : throw new PlainWords(AlertsTexts.Of(settings.Texts).NeedsCode(settings.Argument));

    private static PlainWords Refusal(AlertsTexts texts, string code, string said) =>
        new(
            texts.Refused(code, Enum.TryParse<DeskAnswer>(said, out var why) ? why : DeskAnswer.NotStored),
            ExitCode.Wrong
        );

    private static void Write(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Console.WriteLine(line);
        }
    }
}
