using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vigia.Server.Nodes;

namespace Vigia.Tests.Ingest;

/// <summary>A farm's own CA and a certificate of <c>localhost</c> that it signed, as files.</summary>
internal sealed class FarmCertificate : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-tls-");
    private readonly X509Certificate2 ca;

    public FarmCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=farm CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        ca = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(400));
        File.WriteAllText(CaFile, ca.ExportCertificatePem());
        Renew();
    }

    public string CertificateFile => Path.Combine(folder.FullName, "server.pem");

    public string KeyFile => Path.Combine(folder.FullName, "server.key");

    public string CaFile => Path.Combine(folder.FullName, "ca.pem");

    public TlsFiles Files => new(CertificateFile, KeyFile);

    public X509Certificate2Collection Trusted => [ca];

    /// <summary>Another key and certificate of the same name, in the same files.</summary>
    public void Renew(TimeSpan? lasts = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        var now = DateTimeOffset.UtcNow;
        using var own = request.Create(
            ca,
            now.AddHours(-1),
            now + (lasts ?? TimeSpan.FromDays(50)),
            RandomNumberGenerator.GetBytes(8)
        );
        File.WriteAllText(CertificateFile, own.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        ca.Dispose();
        folder.Delete(recursive: true);
    }
}
