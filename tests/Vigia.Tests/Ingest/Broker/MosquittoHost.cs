using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Vigia.Server.Ingest.Broker;

namespace Vigia.Tests.Ingest.Broker;

/// <summary>A real mosquitto with our access list and passwords: one listener for nodes, one for the server.</summary>
internal sealed class MosquittoHost : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-mosquitto-");
    private Process? process;

    public int NodePort { get; } = FreePort();

    public int ServerPort { get; } = FreePort();

    public static async Task<MosquittoHost> StartAsync()
    {
        var host = new MosquittoHost();
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
        await Eventually.Holds("mosquitto listens", () => IsOpen(NodePort) && IsOpen(ServerPort));
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

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
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

    private string Configuration() =>
        $"""
            per_listener_settings true
            listener {NodePort} 127.0.0.1
            allow_anonymous false
            password_file {folder}/passwords
            acl_file {folder}/acl
            use_username_as_clientid true
            listener {ServerPort} 127.0.0.1
            allow_anonymous false
            password_file {folder}/passwords
            acl_file {folder}/acl
            user root
            persistence false
            log_dest none
            """;

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);
}
