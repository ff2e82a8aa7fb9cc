using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Nodes;

namespace Vigia.Server.Live;

/// <summary>Where the page is encrypted, and by what.</summary>
/// <param name="CaFile">The farm's CA, for phones to fetch; null: they have it by another way.</param>
internal sealed record PageTls(IPEndPoint EndPoint, TlsFiles Files, string? CaFile);

/// <param name="Reason">A word the page translates.</param>
/// <param name="Port">Where it is encrypted.</param>
/// <param name="CaFingerprint">SHA-256 of the farm's CA, which is at <see cref="PageEncryption.CaPath"/>; null: not to be had here.</param>
internal sealed record EncryptedAt(string Reason, int Port, string? CaFingerprint);

/// <summary>
/// Once the page is encrypted somewhere, who comes from another machine without encryption reads by a kiosk's link, and no
/// more: no password and no session of a person crosses the farm's network in the clear.
/// </summary>
internal sealed class PageEncryption
{
    public const string CaPath = "/farm-ca.crt";
    public const string Reason = "NeedsHttps";

    private readonly byte[]? ca;

    private PageEncryption(int? port, X509Certificate2? ca, IReadOnlyList<string> names)
    {
        (Port, Names) = (port, names);
        this.ca = ca?.Export(X509ContentType.Cert);
        CaFingerprint = ca is null ? null : Colons(ca.GetCertHashString(HashAlgorithmName.SHA256));
    }

    public static PageEncryption None { get; } = new(null, null, []);

    /// <summary>Null: nowhere.</summary>
    public int? Port { get; }

    /// <summary>Addresses, then names, for which the certificate is good.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>SHA-256 of the farm's CA, in pairs, as phones show it; null where there is none to fetch.</summary>
    public string? CaFingerprint { get; }

    /// <summary>Throws <see cref="TlsFault"/>.</summary>
    public static PageEncryption Of(PageTls tls) =>
        new(
            tls.EndPoint.Port,
            tls.CaFile is { } file ? ServerCertificate.LoadCa(file, tls.Files) : null,
            PageAddress.NamesOf(ServerCertificate.Load(tls.Files).TargetCertificate)
        );

    public void Use(WebApplication app)
    {
        if (Port is { } port)
        {
            app.Use((http, next) => IsForbidden(http) ? RefuseAsync(http, port) : next(http));
        }

        if (ca is { } bytes)
        {
            app.MapGet(CaPath, () => Results.Bytes(bytes, "application/x-x509-ca-cert", "farm-ca.crt"))
                .ExcludeFromDescription();
        }
    }

    /// <summary>Anything of a farm that is asked for in the clear from another machine, but by a kiosk.</summary>
    public static bool IsForbidden(HttpContext http)
    {
        var path = http.Request.Path;
        var isFarms = path.StartsWithSegments("/api") || path.StartsWithSegments("/report");
        var isHere = http.Connection.RemoteIpAddress is not { } from || IPAddress.IsLoopback(from);
        return isFarms && !isHere && !http.Request.IsHttps && path != "/api/kiosk" && !Sessions.IsKiosk(http.User);
    }

    private Task RefuseAsync(HttpContext http, int port)
    {
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return http.Response.WriteAsJsonAsync(
            new EncryptedAt(Reason, port, CaFingerprint),
            LiveJson.Default.EncryptedAt
        );
    }

    private static string Colons(string hex) => string.Join(':', hex.Chunk(2).Select(pair => new string(pair)));
}
