namespace Vigia.EndToEnd.Kit.Daemons;

/// <summary>Debian's mosquitto with its default limits (20 in flight, 1,000 queued) and no persistence.</summary>
internal sealed class Mosquitto(Scratch scratch) : IAsyncDisposable
{
    private RunningProgram? program;

    public int Port { get; } = Ports.Free();

    public RunningProgram Program => program ?? throw new InvalidOperationException("mosquitto was not started");

    public async Task StartAsync()
    {
        if (program is not null)
        {
            await program.DisposeAsync();
        }

        var config = scratch.File("mosquitto.conf");
        await File.WriteAllTextAsync(config, $"listener {Port} 127.0.0.1\nallow_anonymous true\nuser root\n");
        program = RunningProgram.Start(new Launch("mosquitto", "/usr/sbin/mosquitto", ["-c", config]));
        await Eventually.Until(
            "mosquitto listens",
            () => Sockets.AnswersAsync(Port),
            seen: () => program.Said.Tail(10)
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (program is not null)
        {
            await program.DisposeAsync();
        }
    }
}
