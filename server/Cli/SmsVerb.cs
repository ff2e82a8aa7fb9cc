using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Health;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Cli;

/// <summary><c>vigia sms status|send|in</c>: the way of texts to phones, seen and tried by hand.</summary>
internal static class SmsVerb
{
    public static readonly string[] Options = ["--data"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(300);

    public static Task<int> StatusAsync(Settings settings, CancellationToken stop) =>
        ControlSocket.AskAsync(
            settings,
            async server =>
            {
                var status = await ControlSocket.GetAsync(
                    server,
                    SmsControl.StatusPath,
                    SmsJson.Default.SmsStatus,
                    stop
                );
                foreach (var line in Lines(SmsTexts.Of(settings.Texts), status))
                {
                    Console.WriteLine(line);
                }

                return status.State == SmsPathState.Down ? ExitCode.Wrong : ExitCode.Good;
            }
        );

    public static Task<int> InAsync(Settings settings, CancellationToken stop) =>
        ControlSocket.AskAsync(
            settings,
            async server =>
            {
                var texts = SmsTexts.Of(settings.Texts);
                var came = await ControlSocket.GetAsync(
                    server,
                    SmsControl.InPath,
                    SmsJson.Default.IReadOnlyListSmsCame,
                    stop
                );
                foreach (var sms in came)
                {
                    Console.WriteLine($"{Clock(sms.At)}  {sms.From}  {texts.State(sms.State)}: {OneLine(sms.Text)}");
                }

                if (came.Count == 0)
                {
                    Console.WriteLine(texts.NothingCame);
                }

                return ExitCode.Good;
            }
        );

    public static Task<int> SendAsync(Settings settings, CancellationToken stop)
    {
        var texts = SmsTexts.Of(settings.Texts);
        if (settings.Argument is not { } phone || settings.Second is not { } text)
        {
            throw new PlainWords(texts.NeedsPhoneAndText);
        }

        if (!PhoneNumber.TryParse(phone, out var to))
        {
            throw new PlainWords(settings.Texts.NotAPhone("PHONE", phone));
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            throw new PlainWords(texts.NoText);
        }

        return ControlSocket.AskAsync(settings, server => SendAsync(server, texts, to, text, stop));
    }

    private static async Task<int> SendAsync(
        HttpClient server,
        SmsTexts texts,
        PhoneNumber to,
        string text,
        CancellationToken stop
    )
    {
        using var form = new FormUrlEncodedContent([new("to", to.E164), new("text", text)]);
        using var answer = await server.PostAsync(SmsControl.SendPath, form, stop);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new PlainWords(texts.NotStored, ExitCode.Wrong);
        }

        var path = $"{SmsControl.FatePath}?id={await answer.Content.ReadAsStringAsync(stop)}";
        var begun = TimeProvider.System.GetTimestamp();
        SmsState? told = null;
        while (TimeProvider.System.GetElapsedTime(begun) < Patience)
        {
            var fate = await ControlSocket.GetAsync(server, path, SmsJson.Default.SmsFate, stop);
            if (fate.State != told)
            {
                told = fate.State;
                Console.WriteLine(
                    fate.Words is null ? texts.State(fate.State) : $"{texts.State(fate.State)}: {fate.Words}"
                );
            }

            if (fate.State is not (SmsState.Queued or SmsState.Submitted))
            {
                return fate.State is SmsState.Sent or SmsState.Delivered ? ExitCode.Good : ExitCode.Wrong;
            }

            await Task.Delay(LookEvery, stop);
        }

        Console.WriteLine(texts.StillOnItsWay);
        return ExitCode.Wrong;
    }

    /// <summary>What a person sees of it.</summary>
    public static IEnumerable<string> Lines(SmsTexts texts, SmsStatus status)
    {
        yield return texts.Path(status.State, Clock(status.Since));
        foreach (var way in status.Ways)
        {
            string?[] said =
            [
                $"{way.Name, -9} {texts.Trouble(way.Trouble)}",
                way.Queued is { } queued ? texts.Queued(queued, way.QueueAge is { } age ? Seconds(age) : null) : null,
                way.Signal is { } signal ? texts.Signal(signal) : null,
                way.Registration is { } registration ? texts.Network(registration) : null,
                way.LastSent is { } sent ? texts.LastSent(Clock(sent)) : null,
                way.Proof is { } proof ? texts.Proof(Clock(proof)) : null,
            ];
            yield return "  " + string.Join(" · ", said.Where(word => word is not null));
            if (way.Trouble != WayTrouble.None && way.Words is { } words)
            {
                yield return $"            {words}";
            }
        }

        yield return texts.Outbox(status.Out.Waiting, status.Out.InHand, status.Out.Sent, status.Out.Failed);
        yield return texts.Inbox(status.In.Waiting, status.In.Came, status.In.Unread);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s");

    // By this machine's clock and place: who reads it sits there.
    private static string Clock(long unixSeconds) =>
        DateTimeOffset
            .FromUnixTimeSeconds(unixSeconds)
            .ToLocalTime()
            .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
