using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Vigia.Tests.Ingest;

/// <summary>A certificate of <c>localhost</c> that signs itself, as files.</summary>
internal sealed class FarmCertificate : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-tls-");

    public FarmCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = DateTimeOffset.UtcNow;
        var own = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(CertificateFile, own.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
        Trusted = [own];
    }

    public string CertificateFile => Path.Combine(folder.FullName, "server.pem");

    public string KeyFile => Path.Combine(folder.FullName, "server.key");

    public X509Certificate2Collection Trusted { get; }

    public void Dispose() => folder.Delete(recursive: true);
}
