using System.Globalization;
using System.Net;
using Vigia.Server.Alerts;
using Vigia.Server.Health;

namespace Vigia.Server.Cli;

/// <summary><c>vigia maintenance begin|end</c>: somebody works at a zone or a node, and what is measured there alarms nobody.</summary>
internal static class MaintenanceVerb
{
    public static readonly string[] BeginOptions = ["--data", "--for", "--reason"];
    public static readonly string[] EndOptions = ["--data"];

    public static Task<int> BeginAsync(Settings settings, CancellationToken stop)
    {
        var span = settings.Time("--for") ?? TimeSpan.FromHours(1);
        if (span < MaintenanceBook.Shortest || span > MaintenanceBook.Longest)
        {
            throw new PlainWords(settings.Texts.MaintenanceRefused("", MaintenanceAnswer.BadSpan));
        }

        var minutes = span.TotalMinutes.ToString(CultureInfo.InvariantCulture);
        return AskAsync(settings, [("minutes", minutes), ("reason", settings.Text("--reason") ?? "")], stop);
    }

    public static Task<int> EndAsync(Settings settings, CancellationToken stop) => AskAsync(settings, [], stop);

    private static Task<int> AskAsync(
        Settings settings,
        IReadOnlyList<(string Key, string Value)> asked,
        CancellationToken stop
    )
    {
        var texts = settings.Texts;
        var place = settings.Argument ?? throw new PlainWords(texts.NeedsPlace);
        return ControlSocket.AskAsync(
            settings,
            async server =>
            {
                using var form = new FormUrlEncodedContent([
                    new("place", place),
                    new("who", Environment.UserName),
                    .. asked.Select(each => new KeyValuePair<string, string>(each.Key, each.Value)),
                ]);
                var path = asked.Count > 0 ? MaintenanceEndpoints.BeginPath : MaintenanceEndpoints.EndPath;
                using var answer = await server.PostAsync(path, form, stop);
                return Tell(texts, place, answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));
            }
        );
    }

    private static int Tell(Texts texts, string place, HttpStatusCode status, string said)
    {
        if (status == HttpStatusCode.OK)
        {
            Console.WriteLine(said.Length > 0 ? texts.MaintenanceBegun(place, said) : texts.MaintenanceEnded(place));
            return ExitCode.Good;
        }

        throw new PlainWords(
            status == HttpStatusCode.NotFound ? texts.NoSuchPlace(place, said)
                : Enum.TryParse<MaintenanceAnswer>(said, out var why) ? texts.MaintenanceRefused(place, why)
                : texts.Failed($"{(int)status}"),
            ExitCode.Wrong
        );
    }
}
