using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vigia.Server.Live;

namespace Vigia.Tests.Live;

public sealed class PageAddressTests
{
    private static readonly string[] Machine = ["192.168.1.7", "172.17.0.1"];

    [Fact]
    public void The_first_password_is_chosen_where_the_page_is_encrypted() =>
        Assert.Equal(
            "https://192.168.1.7:8443",
            PageAddress.Of(["http://unix:/tmp/s", "http://0.0.0.0:8080", "https://0.0.0.0:8443"], [], Machine)
        );

    [Fact]
    public void The_address_is_one_that_the_certificate_is_good_for()
    {
        string[] urls = ["http://0.0.0.0:8080", "https://[::]:8443"];

        Assert.Equal("https://172.17.0.1:8443", PageAddress.Of(urls, ["172.17.0.1", "vigia.local"], Machine));
        Assert.Equal("https://vigia.local:8443", PageAddress.Of(urls, ["vigia.local"], Machine));
    }

    [Fact]
    public void An_address_that_was_asked_for_stands() =>
        Assert.Equal("http://127.0.0.1:8080", PageAddress.Of(["http://127.0.0.1:8080"], [], Machine));

    [Fact]
    public void In_the_clear_on_every_address_one_is_named_that_a_phone_can_open() =>
        Assert.Equal("http://192.168.1.7:8080", PageAddress.Of(["http://0.0.0.0:8080"], [], Machine));

    [Fact]
    public void Without_a_page_there_is_no_address() =>
        Assert.Null(PageAddress.Of(["http://unix:/tmp/s"], [], Machine));

    [Fact]
    public void A_certificates_names_are_those_that_another_machine_can_use()
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest("CN=granja", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName("vigia.local");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.Parse("192.168.1.7"));
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));

        Assert.Equal(["192.168.1.7", "vigia.local"], PageAddress.NamesOf(certificate));
    }
}
