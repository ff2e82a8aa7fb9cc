namespace Vigia.EndToEnd.Kit.Daemons;

/// <summary>
/// Debian's mosquitto with its default limits (20 in flight, 1,000 queued) and no persistence; with the passwords and rights that
/// <c>vigia node add</c> wrote, or open to all where there are none.
/// </summary>
internal sealed class Mosquitto(Scratch scratch, string? rights = null) : IAsyncDisposable
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
        await File.WriteAllTextAsync(config, $"listener {Port} 127.0.0.1\nuser root\n{Rights()}");
        program = RunningProgram.Start(new Launch("mosquitto", "/usr/sbin/mosquitto", ["-c", config]));
        await Eventually.Until(
            "mosquitto listens",
            () => Sockets.AnswersAsync(Port),
            seen: () => program.Said.Tail(10)
        );
    }

    /// <summary>Reads passwords and rights again.</summary>
    public void Reload() => program?.Signal(Signal.HangUp);

    private string Rights() =>
        rights is null
            ? "allow_anonymous true\n"
            : $"allow_anonymous false\npassword_file {rights}/passwords\nacl_file {rights}/acl\n";

    public async ValueTask DisposeAsync()
    {
        if (program is not null)
        {
            await program.DisposeAsync();
        }
    }
}
