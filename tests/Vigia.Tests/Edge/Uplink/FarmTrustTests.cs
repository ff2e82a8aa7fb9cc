using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Server;
using Vigia.Edge.Uplink;
using Vigia.EndToEnd.Kit;
using Vigia.Tests.Edge.Outbox;
using Vigia.Wire;

namespace Vigia.Tests.Edge.Uplink;

public sealed class FarmTrustTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly X509Certificate2 farm = Authority("farm");
    private readonly X509Certificate2 stranger = Authority("stranger");
    private readonly ManualClock clock = OutboxRig.Timed();

    public void Dispose()
    {
        farm.Dispose();
        stranger.Dispose();
    }

    [Fact]
    public void Only_what_the_farm_has_signed_is_trusted()
    {
        var trust = new FarmTrust(farm.ExportCertificatePem(), clock);

        Assert.True(trust.IsSigned(Signed(farm, Now.AddDays(-1), Now.AddDays(1)), sent: null));
        Assert.False(trust.IsSigned(Signed(stranger, Now.AddDays(-1), Now.AddDays(1)), sent: null));
    }

    [Fact]
    public void Dates_and_only_dates_are_passed_over_while_the_node_has_no_clock()
    {
        var expired = Signed(farm, Now.AddDays(-5), Now.AddDays(-1));
        var strange = Signed(stranger, Now.AddDays(-5), Now.AddDays(-1));

        Assert.False(new FarmTrust(farm.ExportCertificatePem(), clock).IsSigned(expired, sent: null));
        Assert.True(new FarmTrust(farm.ExportCertificatePem(), new ManualClock()).IsSigned(expired, sent: null));
        Assert.False(new FarmTrust(farm.ExportCertificatePem(), new ManualClock()).IsSigned(strange, sent: null));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_node_speaks_only_to_the_server_of_its_farm(bool ofTheFarm)
    {
        var port = BrokerPort.Free();
        using var broker = new MqttServerFactory().CreateMqttServer(
            new MqttServerOptionsBuilder()
                .WithEncryptedEndpoint()
                .WithEncryptedEndpointBoundIPAddress(IPAddress.Loopback)
                .WithEncryptedEndpointBoundIPV6Address(IPAddress.None)
                .WithEncryptedEndpointPort(port)
                .WithEncryptionCertificate(Signed(ofTheFarm ? farm : stranger, Now.AddDays(-1), Now.AddDays(1)))
                .Build()
        );
        var births = 0;
        broker.InterceptingPublishAsync += _ =>
        {
            Interlocked.Increment(ref births);
            return Task.CompletedTask;
        };
        await broker.StartAsync();
        var running = new RunningClock(ClockQuality.Ntp);

        await using var node = new UplinkRig(port, clock: running, farmCa: farm.ExportCertificatePem(), factor: 0.02);

        await Eventually.Until(
            "it is in, or was refused twice",
            () => ofTheFarm ? births > 0 : node.Link.Connections > 2
        );
        Assert.Equal(ofTheFarm, births > 0);
        await broker.StopAsync();
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Now.AddDays(-10), Now.AddDays(10));
    }

    private static X509Certificate2 Signed(X509Certificate2 by, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(by, from, until, RandomNumberGenerator.GetBytes(8));
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
