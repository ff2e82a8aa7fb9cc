using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Sms.Modem;

namespace Vigia.EndToEnd.Sms;

/// <summary>Who may do what in the spool, with the users and folders of a farm's server.</summary>
[Trait("part", "sms")]
public sealed class SmstoolsRightsTests
{
    // As the service: another user than smsd's, with group smsd beside its own.
    private static readonly string[] Service = ["--reuid=nobody", "--regid=nogroup", "--groups=smsd"];

    [Fact]
    public async Task Smsd_sends_what_the_service_puts_and_the_service_forgets_what_it_has_read()
    {
        await using var place = new SmsPlace();
        await place.Smsd.StartAsDebianDoesAsync();
        await place.HandOverAsync(SmsPlace.Sms("uno"));
        await place.AcceptedAsync(1);
        place.Modem.Receive(IncomingPdu.Deliver("+584141234567", "SI A17"));
        await Eventually.Until(
            "the text is there",
            async () => (await place.Gateway.ReceiveAsync(default)).Count == 1,
            seen: place.Seen
        );

        await AsServiceAsync("cat", place, "incoming");
        await AsServiceAsync("rm", place, "incoming");
        await AsServiceAsync("rm", place, "sent");

        Assert.Equal(0, place.Smsd.Count("incoming") + place.Smsd.Count("sent"));
        Assert.Equal("uno", Assert.Single(place.Modem.Accepted).Text);
    }

    private static Task<Transcript> AsServiceAsync(string what, SmsPlace place, string folder) =>
        RunningProgram.RunAsync(
            new Launch(
                what,
                "/usr/bin/setpriv",
                [.. Service, what, .. Directory.GetFiles(Path.Combine(place.Smsd.Spool, folder))]
            )
        );
}
