using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vigia.Server.Live;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Nodes;
using Vigia.Tests.Ingest;

namespace Vigia.Tests.Live;

public sealed class EncryptionTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_phone_that_trusts_the_farm_signs_in_encrypted_and_its_session_stays_so()
    {
        using var farm = new FarmCertificate();
        await using var place = await LivePlace.StartAsync(tls: farm);
        place.Get<Accounts>().Add(LivePlace.Person, LivePlace.Password, Role.Attendant);
        using var phone = Trusting(place, farm.Trusted);

        var answer = await phone.SignInAsync(LivePlace.Person, LivePlace.Password);
        var me = await phone.GetFromJsonAsync<System.Text.Json.Nodes.JsonNode>("/api/me", Stop);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Contains("; secure", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Equal(LivePlace.Person, (string)me!["name"]!);
        // A browser that remembered it would refuse the farm for good once its CA is made anew.
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_phone_that_trusts_another_farm_says_no()
    {
        using var farm = new FarmCertificate();
        using var other = new FarmCertificate();
        await using var place = await LivePlace.StartAsync(tls: farm);
        using var phone = Trusting(place, other.Trusted);

        await Assert.ThrowsAsync<HttpRequestException>(() => phone.GetAsync("/", Stop));
    }

    [Fact]
    public async Task A_phone_fetches_the_farms_ca_and_compares_its_fingerprint()
    {
        using var farm = new FarmCertificate();
        await using var place = await LivePlace.StartAsync(tls: farm);
        using var phone = place.Stranger();

        var answer = await phone.GetAsync(PageEncryption.CaPath, Stop);

        Assert.Equal("application/x-x509-ca-cert", answer.Content.Headers.ContentType!.MediaType);
        using var fetched = X509CertificateLoader.LoadCertificate(await answer.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal(farm.Trusted[0].Thumbprint, fetched.Thumbprint);
        Assert.Equal(
            fetched.GetCertHashString(HashAlgorithmName.SHA256),
            place.Get<PageEncryption>().CaFingerprint!.Replace(":", "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task From_another_machine_in_the_clear_no_password_is_taken_and_the_page_says_where_to_go()
    {
        using var farm = new FarmCertificate();
        await using var place = await LivePlace.StartAsync(tls: farm);
        place.Get<Accounts>().Add(LivePlace.Person, LivePlace.Password, Role.Attendant);
        using var phone = FromAfar(place);

        var signIn = await phone.SignInAsync(LivePlace.Person, LivePlace.Password);
        var me = await phone.GetAsync("/api/me", Stop);
        var report = await phone.GetAsync("/report", Stop);
        var page = await phone.GetAsync("/", Stop);

        Assert.Equal(HttpStatusCode.Forbidden, signIn.StatusCode);
        Assert.False(signIn.Headers.Contains("Set-Cookie"));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (me.StatusCode, report.StatusCode));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var said = (await me.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonNode>(Stop))!;
        Assert.Equal("NeedsHttps", (string)said["reason"]!);
        Assert.Equal(place.HttpsUrl!.Port, (int)said["port"]!);
        Assert.Equal(place.Get<PageEncryption>().CaFingerprint, (string)said["caFingerprint"]!);
    }

    [Fact]
    public async Task A_screen_on_the_wall_reads_in_the_clear_by_its_link_and_can_do_nothing_else()
    {
        using var farm = new FarmCertificate();
        await using var place = await LivePlace.StartAsync(tls: farm);
        place.Get<Kiosks>().Make("galpón", LivePlace.Person, LivePlace.Noon, out var token);
        var id = place.Raise("porqueriza", "cerdos-1", "temperature", 36, Server.Alerts.Severity.Severe);
        using var screen = FromAfar(place);

        var enter = await screen.PostAsJsonAsync("/api/kiosk", new { token }, Stop);
        var state = await screen.GetAsync("/api/state", Stop);
        var act = await screen.PostAsync($"/api/alerts/{id}/acknowledge", null, Stop);

        Assert.Equal(HttpStatusCode.NoContent, enter.StatusCode);
        Assert.Equal(HttpStatusCode.OK, state.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, act.StatusCode);
    }

    [Fact]
    public async Task Where_the_page_is_nowhere_encrypted_it_is_as_it_was()
    {
        await using var place = await LivePlace.StartAsync();
        place.Get<Accounts>().Add(LivePlace.Person, LivePlace.Password, Role.Attendant);
        using var phone = FromAfar(place);

        var signIn = await phone.SignInAsync(LivePlace.Person, LivePlace.Password);
        var ca = await phone.GetAsync(PageEncryption.CaPath, Stop);

        Assert.Equal(HttpStatusCode.NoContent, signIn.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, ca.StatusCode);
    }

    [Fact]
    public void A_new_certificate_is_shown_without_a_restart_and_a_broken_one_is_not()
    {
        using var farm = new FarmCertificate();
        var machine = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var certificate = ServerCertificate.Open(farm.Files, machine, NullLogger.Instance);
        var first = Shown(certificate);

        farm.Renew();
        Touch(farm, minutes: 1);
        Assert.Equal(first, Shown(certificate));
        machine.Advance(ServerCertificate.LookEvery);
        var second = Shown(certificate);

        File.WriteAllText(farm.KeyFile, "half a file");
        Touch(farm, minutes: 2);
        machine.Advance(ServerCertificate.LookEvery);

        Assert.NotEqual(first, second);
        Assert.Equal(second, Shown(certificate));
    }

    [Fact]
    public void What_is_wrong_with_a_certificate_is_named_with_its_file()
    {
        using var farm = new FarmCertificate();
        using var other = new FarmCertificate();

        var absent = Fault(() => ServerCertificate.Load(new TlsFiles("/nowhere/server.pem", farm.KeyFile)));
        var notPem = Fault(() => ServerCertificate.Load(new TlsFiles(farm.KeyFile, farm.KeyFile)));
        var others = Fault(() => ServerCertificate.Load(new TlsFiles(farm.CertificateFile, other.KeyFile)));
        var notSigned = Fault(() => ServerCertificate.LoadCa(other.CaFile, farm.Files));

        Assert.Equal((TlsProblem.CannotRead, "/nowhere/server.pem"), absent);
        Assert.Equal((TlsProblem.NoCertificate, farm.KeyFile), notPem);
        Assert.Equal((TlsProblem.NotItsKey, other.KeyFile), others);
        Assert.Equal((TlsProblem.NotItsCa, other.CaFile), notSigned);
        Assert.NotNull(ServerCertificate.LoadCa(farm.CaFile, farm.Files));
    }

    private static string Shown(ServerCertificate certificate) =>
        certificate.ForOneConnection().ServerCertificateContext!.TargetCertificate.Thumbprint;

    // Files written within one tick of the clock have one time.
    private static void Touch(FarmCertificate farm, int minutes) =>
        File.SetLastWriteTimeUtc(farm.CertificateFile, DateTime.UtcNow.AddMinutes(minutes));

    private static (TlsProblem, string) Fault(Action use)
    {
        var fault = Assert.Throws<TlsFault>(use);
        return (fault.Problem, fault.File);
    }

    private static HttpClient FromAfar(LivePlace place)
    {
        var phone = place.Stranger();
        phone.DefaultRequestHeaders.Add(LivePlace.FromHeader, "192.168.1.20");
        return phone;
    }

    private static HttpClient Trusting(LivePlace place, X509Certificate2Collection trusted)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(trusted);
        var phone = new HttpClient(
            new SocketsHttpHandler
            {
                SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
            }
        )
        {
            BaseAddress = place.HttpsUrl,
        };
        phone.DefaultRequestHeaders.Add(OwnPageOnly.Header, "1");
        return phone;
    }
}
