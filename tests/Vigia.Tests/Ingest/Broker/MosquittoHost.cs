using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Ingest.Broker;
using Vigia.Tests.Repository;

namespace Vigia.Tests.Ingest.Broker;

/// <summary>A real mosquitto with our access list and passwords: one listener for nodes, one for the server.</summary>
internal sealed class MosquittoHost(FarmCertificate? certificate) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-mosquitto-");
    private Process? process;

    public int NodePort { get; } = FreePort();

    public int ServerPort { get; } = FreePort();

    public static async Task<MosquittoHost> StartAsync(FarmCertificate? certificate = null)
    {
        var host = new MosquittoHost(certificate);
        host.Write("acl", Acl.For(KnownNodes.Site, ["inv1", "inv2"]));
        string[] users = ["server", "inv1", "inv2"];
        host.Write(
            "passwords",
            string.Concat(users.Select(u => PasswordFile.Line($"farm.{u}", KnownNodes.SecretOf(u))))
        );
        host.Write("mosquitto.conf", host.Configuration());
        await host.RunAsync();
        return host;
    }

    public async Task RunAsync()
    {
        process = Programs.Start("mosquitto", "-c", Path.Combine(folder.FullName, "mosquitto.conf"));
        await Eventually.Until("mosquitto listens", () => IsOpen(NodePort) && IsOpen(ServerPort));
    }

    public void Kill()
    {
        process?.Kill();
        process?.WaitForExit();
        process?.Dispose();
        process = null;
    }

    public void Dispose()
    {
        Kill();
        folder.Delete(recursive: true);
    }

    // Below the ports the kernel gives to clients: one of those could be taken before mosquitto listens.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            if (!IsOpen(port))
            {
                return port;
            }
        }
    }

    private static bool IsOpen(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The file we ship, with places and ports of the test, and without what needs a certificate unless there is one.</summary>
    private string Configuration()
    {
        var shipped = Checkout.Read("server/Ingest/Broker/mosquitto.conf").Split('\n');
        var lines = shipped
            .Where(line => certificate is not null || !IsTls(line))
            .Select(line =>
                line switch
                {
                    "listener 8883" => $"listener {NodePort} 127.0.0.1",
                    "listener 1884" => $"listener {ServerPort} 127.0.0.1",
                    _ when line.StartsWith("cafile", StringComparison.Ordinal) => $"cafile {certificate!.CaFile}",
                    _ when line.StartsWith("certfile", StringComparison.Ordinal) =>
                        $"certfile {certificate!.CertificateFile}",
                    _ when line.StartsWith("keyfile", StringComparison.Ordinal) => $"keyfile {certificate!.KeyFile}",
                    _ => line.Replace("/mosquitto/config", folder.FullName).Replace("/mosquitto/data", folder.FullName),
                }
            );
        return string.Join('\n', [.. lines, "user root", ""]);
    }

    private static bool IsTls(string line) =>
        line.StartsWith("cafile", StringComparison.Ordinal)
        || line.StartsWith("certfile", StringComparison.Ordinal)
        || line.StartsWith("keyfile", StringComparison.Ordinal);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);
}
