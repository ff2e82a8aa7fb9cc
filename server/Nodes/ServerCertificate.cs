using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Vigia.Server.Nodes;

/// <summary>PEM files by which nodes and browsers know the server.</summary>
/// <param name="CertificateFile">The server's certificate, and those between it and the farm's CA.</param>
internal sealed record TlsFiles(string CertificateFile, string KeyFile);

/// <summary>Why a certificate cannot be used; the command line says it in the reader's language.</summary>
internal enum TlsProblem
{
    CannotRead,
    NoCertificate,

    /// <summary>No key of PEM, or another certificate's.</summary>
    NotItsKey,

    /// <summary>The server's certificate is not signed by it.</summary>
    NotItsCa,
}

internal sealed class TlsFault(TlsProblem problem, string file, string detail = "")
    : Exception($"{problem}: {file} {detail}")
{
    public TlsProblem Problem { get; } = problem;

    public string File { get; } = file;

    public string Detail { get; } = detail;
}

/// <summary>
/// What the server shows to whoever connects by TLS. Its files are looked at each minute in which somebody asks: a new
/// certificate needs no restart, and one that cannot be used leaves the one before in use, and says so. Safe for several threads.
/// </summary>
internal sealed class ServerCertificate
{
    public static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly TlsFiles files;
    private readonly TimeProvider machine;
    private readonly ILogger log;
    private (DateTime Certificate, DateTime Key) stamp;
    private SslStreamCertificateContext current;
    private long lookedAt;

    private ServerCertificate(TlsFiles files, TimeProvider machine, ILogger log)
    {
        (this.files, this.machine, this.log) = (files, machine, log);
        stamp = StampOf(files);
        current = Load(files);
        lookedAt = machine.GetTimestamp();
    }

    /// <summary>Throws <see cref="TlsFault"/>.</summary>
    public static ServerCertificate Open(TlsFiles files, TimeProvider machine, ILogger log) => new(files, machine, log);

    public SslServerAuthenticationOptions ForOneConnection() => new() { ServerCertificateContext = Current };

    /// <summary>How long it is good still; below zero when it is over.</summary>
    public TimeSpan Left => new DateTimeOffset(Current.TargetCertificate.NotAfter) - machine.GetUtcNow();

    private SslStreamCertificateContext Current
    {
        get
        {
            lock (gate)
            {
                if (machine.GetElapsedTime(lookedAt) >= LookEvery)
                {
                    lookedAt = machine.GetTimestamp();
                    LookAgain();
                }

                return current;
            }
        }
    }

    /// <summary>What files hold; throws <see cref="TlsFault"/> that names the one that is wrong.</summary>
    public static SslStreamCertificateContext Load(TlsFiles files)
    {
        var (certificate, key) = (Read(files.CertificateFile), Read(files.KeyFile));
        var chain = new X509Certificate2Collection();
        try
        {
            chain.ImportFromPem(certificate);
        }
        catch (CryptographicException e)
        {
            throw new TlsFault(TlsProblem.NoCertificate, files.CertificateFile, e.Message);
        }

        if (chain.Count == 0)
        {
            throw new TlsFault(TlsProblem.NoCertificate, files.CertificateFile);
        }

        try
        {
            return SslStreamCertificateContext.Create(
                X509Certificate2.CreateFromPem(certificate, key),
                chain,
                offline: true
            );
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new TlsFault(TlsProblem.NotItsKey, files.KeyFile, e.Message);
        }
    }

    /// <summary>The farm's CA; throws <see cref="TlsFault"/> also when it did not sign the server's certificate.</summary>
    public static X509Certificate2 LoadCa(string caFile, TlsFiles files)
    {
        var text = Read(caFile);
        X509Certificate2 ca;
        try
        {
            ca = X509Certificate2.CreateFromPem(text);
        }
        catch (CryptographicException e)
        {
            throw new TlsFault(TlsProblem.NoCertificate, caFile, e.Message);
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(ca);
        chain.ChainPolicy.ExtraStore.ImportFromPem(Read(files.CertificateFile));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        // The machine's clock may not be right yet; whether it is still good is the browser's to judge.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(Load(files).TargetCertificate) ? ca : throw new TlsFault(TlsProblem.NotItsCa, caFile);
    }

    private void LookAgain()
    {
        var now = StampOf(files);
        if (now == stamp)
        {
            return;
        }

        try
        {
            current = Load(files);
            stamp = now;
            log.LogInformation("{File} is another now: whoever connects is shown it", files.CertificateFile);
        }
        catch (TlsFault e)
        {
            log.LogWarning("The certificate before stays in use: {Problem} in {File}", e.Problem, e.File);
        }
    }

    private static (DateTime, DateTime) StampOf(TlsFiles files) =>
        (File.GetLastWriteTimeUtc(files.CertificateFile), File.GetLastWriteTimeUtc(files.KeyFile));

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TlsFault(TlsProblem.CannotRead, file, e.Message);
        }
    }
}
