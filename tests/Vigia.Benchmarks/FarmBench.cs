using System.Diagnostics;
using System.Globalization;
using Vigia.Wire;

namespace Vigia.Benchmarks;

/// <summary>
/// One node with a sensor of two points, read every second, and the server: what the agent writes to disk a reading with the
/// server there and in an outage, and what memory both programs hold.
/// </summary>
internal static class FarmBench
{
    private const int ReadingsPerSecond = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var time = TimeSpan.FromMinutes(args is [var text] ? double.Parse(text, CultureInfo.InvariantCulture) : 10);
        await using var place = new Place(nodes: 1);
        var server = await place.ServeAsync(behindBroker: false);
        var agent = StartAgent(place);
        await Task.Delay(TimeSpan.FromSeconds(10));

        var online = await WrittenAsync(agent, time);
        Console.WriteLine(Words($"online, {time.TotalMinutes:0.#} min: {online:0} B written to disk a reading"));
        Console.WriteLine(
            Words($"RSS: vigia {Place.RssMegabytes(server):0} MB, vigia-edge {Place.RssMegabytes(agent):0} MB")
        );

        server.Kill();
        await server.WaitForExitAsync();
        var outage = await WrittenAsync(agent, time);
        Console.WriteLine(Words($"outage, {time.TotalMinutes:0.#} min: {outage:0} B written to disk a reading"));
        Console.WriteLine(Words($"RSS: vigia-edge {Place.RssMegabytes(agent):0} MB"));
        return 0;
    }

    private static Process StartAgent(Place place)
    {
        var agent = Server.Demo.AgentProcess.Find(new Server.Cli.TextsEn());
        string[] words =
        [
            agent,
            "simulate",
            Path.Combine(place.NodeFolder(0), "node.yaml"),
            "--data",
            Path.Combine(place.Folder, "agent"),
            "--every",
            "1s",
        ];
        var program = place.Start("dotnet", words, ("RUNTIME_DIRECTORY", $"/dev/shm/{Path.GetFileName(place.Folder)}"));
        program.OutputDataReceived += (_, _) => { };
        program.BeginOutputReadLine();
        return program;
    }

    private static async Task<double> WrittenAsync(Process agent, TimeSpan time)
    {
        var before = WriteBytes(agent.Id);
        await Task.Delay(time);
        return (WriteBytes(agent.Id) - before) / (time.TotalSeconds * ReadingsPerSecond);
    }

    // proc(5): bytes this process caused to be sent to the storage layer; a memory file system is none.
    private static long WriteBytes(int pid) =>
        long.Parse(
            File.ReadLines($"/proc/{pid}/io")
                .First(l => l.StartsWith("write_bytes", StringComparison.Ordinal))
                .Split(' ')[1],
            CultureInfo.InvariantCulture
        );

    private static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
