using System.Diagnostics;
using System.Net.Sockets;
using Vigia.EndToEnd.Kit;

namespace Vigia.Tests.Edge.Uplink;

/// <summary>Debian's mosquitto with its default limits, on a free port of the loopback.</summary>
internal sealed class Mosquitto : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;

    private Mosquitto(Process process, string folder, int port) =>
        (this.process, this.folder, Port) = (process, folder, port);

    public int Port { get; }

    public static async Task<Mosquitto> StartAsync()
    {
        var home = Directory.CreateTempSubdirectory("vigia-mosquitto-").FullName;
        var port = BrokerPort.Free();
        var file = Path.Combine(home, "mosquitto.conf");
        await File.WriteAllTextAsync(
            file,
            $"listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_dest none\n"
        );
        var broker = new Mosquitto(Process.Start("/usr/sbin/mosquitto", ["-c", file]), home, port);
        await Eventually.Until("mosquitto listens", broker.ListensAsync);
        return broker;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<bool> ListensAsync()
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
