using System.Globalization;
using System.Net;
using Vigia.Server.Health;
using Vigia.Server.Rules.People;

namespace Vigia.Server.Cli;

/// <summary><c>vigia burn begin|end</c>: somebody burns at a zone on purpose; the brigade is not called for it.</summary>
internal static class BurnVerb
{
    public static readonly string[] BeginOptions = ["--data", "--for"];
    public static readonly string[] EndOptions = ["--data"];

    public static Task<int> BeginAsync(Settings settings, CancellationToken stop)
    {
        var texts = BurnTexts.Of(settings.Texts);
        var span = settings.Time("--for") ?? throw new PlainWords(texts.NeedsEnd);
        if (span < WordBook.ShortestBurn || span > WordBook.LongestBurn)
        {
            throw new PlainWords(texts.Refused("", WordAnswer.BadSpan));
        }

        return AskAsync(settings, texts, span.TotalMinutes.ToString(CultureInfo.InvariantCulture), stop);
    }

    public static Task<int> EndAsync(Settings settings, CancellationToken stop) =>
        AskAsync(settings, BurnTexts.Of(settings.Texts), minutes: null, stop);

    /// <param name="minutes">Null: it ends.</param>
    private static Task<int> AskAsync(Settings settings, BurnTexts texts, string? minutes, CancellationToken stop)
    {
        var zone = settings.Argument ?? throw new PlainWords(texts.NeedsZone);
        var path = minutes is null ? BurnEndpoints.EndPath : BurnEndpoints.BeginPath;
        return ControlSocket.AskAsync(
            settings,
            async server =>
            {
                using var form = new FormUrlEncodedContent([
                    new("place", zone),
                    new("who", Environment.UserName),
                    new("minutes", minutes ?? ""),
                ]);
                using var answer = await server.PostAsync(path, form, stop);
                var said = await answer.Content.ReadAsStringAsync(stop);
                return Tell(settings.Texts, texts, zone, answer.StatusCode, said);
            }
        );
    }

    private static int Tell(Texts texts, BurnTexts words, string zone, HttpStatusCode status, string said)
    {
        if (status == HttpStatusCode.OK)
        {
            Console.WriteLine(said.Length > 0 ? words.Begun(zone, said) : words.Ended(zone));
            return ExitCode.Good;
        }

        throw new PlainWords(
            status == HttpStatusCode.NotFound ? texts.NoSuchPlace(zone, said)
                : Enum.TryParse<WordAnswer>(said, out var why) ? words.Refused(zone, why)
                : texts.Failed($"{(int)status}"),
            ExitCode.Wrong
        );
    }
}
