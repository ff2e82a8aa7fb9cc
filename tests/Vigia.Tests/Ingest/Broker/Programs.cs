using System.Diagnostics;

namespace Vigia.Tests.Ingest;

/// <summary>Debian's mosquitto and its clients, as processes of the test.</summary>
internal static class Programs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static Process Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        return Process.Start(start)!;
    }

    public static async Task<(int Exit, string Said)> RunAsync(string program, params IEnumerable<string> arguments)
    {
        using var process = Start(program, arguments);
        try
        {
            var said = process.StandardOutput.ReadToEndAsync();
            var complained = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Patience);
            return (process.ExitCode, await said + await complained);
        }
        finally
        {
            process.Kill();
        }
    }

    public static Task<(int Exit, string Said)> PublishAsync(int port, string node, params IEnumerable<string> more) =>
        RunAsync("mosquitto_pub", [.. As(port, node), .. more]);

    public static Process Subscribe(int port, string node, params IEnumerable<string> more) =>
        Start("mosquitto_sub", [.. As(port, node), .. more]);

    public static string[] As(int port, string node) =>
        [
            "-h",
            "127.0.0.1",
            "-p",
            $"{port}",
            "-i",
            $"farm.{node}",
            "-u",
            $"farm.{node}",
            "-P",
            KnownNodes.SecretOf(node),
        ];
}
