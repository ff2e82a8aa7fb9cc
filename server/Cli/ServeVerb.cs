using System.Net;

namespace Vigia.Server.Cli;

/// <summary><c>vigia serve</c>: the service, until it is told to end.</summary>
internal static class ServeVerb
{
    /// <summary>Said on standard output when nodes can connect.</summary>
    public const string Ready = "vigia: ready";

    public static async Task<int> RunAsync(Settings settings, CancellationToken stop)
    {
        var options = ServeOptions.Read(settings);
        await using var host = ServerHost.Build(options, settings.Texts);
        await host.StartAsync(settings.Texts, stop);
        Console.WriteLine(Ready);
        if (host.CaFingerprint is { } fingerprint)
        {
            Console.WriteLine(settings.Texts.FarmCa(fingerprint));
        }

        if (options is { Https: null, Http: { } http } && !IPAddress.IsLoopback(http.Address))
        {
            Console.WriteLine(settings.Texts.PageInTheClear($"{http}"));
        }

        if (host.FirstSignIn is { } url)
        {
            Console.WriteLine(settings.Texts.FirstSignIn(url));
        }

        await host.WaitForSignalAsync(stop);
        return ExitCode.Good;
    }
}
