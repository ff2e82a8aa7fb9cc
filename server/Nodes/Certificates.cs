namespace Vigia.Server.Nodes;

/// <summary>What the ports of this server show by TLS, each certificate once. Safe for several threads.</summary>
internal sealed class Certificates(TimeProvider machine, ILogger<ServerCertificate> log)
{
    private readonly Lock gate = new();
    private readonly Dictionary<TlsFiles, ServerCertificate> open = [];

    /// <summary>Throws <see cref="TlsFault"/>.</summary>
    public ServerCertificate Open(TlsFiles files)
    {
        lock (gate)
        {
            if (!open.TryGetValue(files, out var certificate))
            {
                certificate = ServerCertificate.Open(files, machine, log);
                open.Add(files, certificate);
            }

            return certificate;
        }
    }

    /// <summary>How long the first of them that ends is good still; null: nothing is shown by TLS.</summary>
    public TimeSpan? LeastLeft
    {
        get
        {
            lock (gate)
            {
                return open.Count == 0 ? null : open.Values.Min(certificate => certificate.Left);
            }
        }
    }
}
