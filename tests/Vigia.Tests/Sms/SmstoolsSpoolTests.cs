using Microsoft.Extensions.Time.Testing;
using Vigia.Server.Sms.Smstools;

namespace Vigia.Tests.Sms;

public sealed class SmstoolsSpoolTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-spool-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task One_file_that_cannot_be_read_silences_no_other()
    {
        foreach (var name in (string[])["outgoing", "checked", "sent", "failed", "incoming"])
        {
            folder.CreateSubdirectory(name);
        }

        var incoming = Path.Combine(folder.FullName, "incoming");
        // Points at itself: to whoever opens it an error of the disk.
        File.CreateSymbolicLink(Path.Combine(incoming, "GSM1.aaa"), Path.Combine(incoming, "GSM1.aaa"));
        await File.WriteAllTextAsync(Path.Combine(incoming, "GSM1.bbb"), "From: 584141234567\n\nSI A17\n");
        var later = new FakeTimeProvider(DateTimeOffset.UtcNow + TimeSpan.FromMinutes(1));
        var gateway = new SmstoolsGateway(
            new SmstoolsSpool(folder.FullName),
            SmstoolsOptions.Of(folder.FullName),
            later
        );

        var came = await gateway.ReceiveAsync(default);

        Assert.Equal("SI A17", Assert.Single(came).Text);
    }
}
