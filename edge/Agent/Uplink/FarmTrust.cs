using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using Vigia.Edge.Clock;
using Vigia.Wire;

namespace Vigia.Edge.Uplink;

/// <summary>
/// Trusts what the farm's own CA has signed, for the host that was asked for, and nothing else. While the node has no clock,
/// validity dates (only these) are passed over: a Pi that wakes in 1970 must be able to ask the time.
/// </summary>
internal sealed class FarmTrust(string pem, INodeClock clock)
{
    private readonly X509Certificate2 farmCa = X509Certificate2.CreateFromPem(pem);

    public bool Accepts(MqttClientCertificateValidationEventArgs shown)
    {
        if ((shown.SslPolicyErrors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        using var server = X509CertificateLoader.LoadCertificate(shown.Certificate.GetRawCertData());
        return IsSigned(server, shown.Chain);
    }

    public bool IsSigned(X509Certificate2 server, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(farmCa);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        if (clock.Now().Quality == ClockQuality.None)
        {
            chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        }

        return chain.Build(server);
    }
}
