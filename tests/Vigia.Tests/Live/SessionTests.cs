using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Live;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Nodes;
using Vigia.Tests.Kit;

namespace Vigia.Tests.Live;

public sealed class SessionTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signing_out_ends_a_copy_of_the_cookie_too_and_no_other_phone()
    {
        await using var place = await LivePlace.StartAsync();
        place.Get<Accounts>().Add(LivePlace.Person, LivePlace.Password, Role.Coordinator);
        using var phone = await CookieAsync(place);
        using var other = await CookieAsync(place);

        await phone.PostAsync("/api/sign-out", null, Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(phone));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other));
    }

    [Fact]
    public void Signed_out_is_signed_out_after_a_restart_and_signed_in_is_signed_in()
    {
        using var data = new TemporaryData();
        Directory.CreateDirectory(data[ServerIdentity.FolderName]);
        var before = Open(data);
        var (kept, ended) = (before.Begin("rosa", LivePlace.Noon), before.Begin("rosa", LivePlace.Noon));
        before.End(ended);

        var after = Open(data);

        Assert.True(after.Holds(kept, "rosa", LivePlace.Noon));
        Assert.False(after.Holds(kept, "jose", LivePlace.Noon));
        Assert.False(after.Holds(ended, "rosa", LivePlace.Noon));
    }

    [Fact]
    public void A_session_ends_after_ninety_days_however_often_somebody_looks_and_a_screen_stays_with_its_link()
    {
        using var data = new TemporaryData();
        Directory.CreateDirectory(data[ServerIdentity.FolderName]);
        var open = Open(data);
        var screen = OpenSessions.KioskName("a1b2");
        var (person, kiosk) = (open.Begin("rosa", LivePlace.Noon), open.Begin(screen, LivePlace.Noon));

        var last = LivePlace.Noon + OpenSessions.Longest;

        Assert.True(open.Holds(person, "rosa", last));
        Assert.False(open.Holds(person, "rosa", last.AddMinutes(1)));
        Assert.True(open.Holds(kiosk, screen, last.AddDays(100)));
    }

    [Fact]
    public void Beyond_fifty_sessions_of_one_person_the_oldest_ends()
    {
        using var data = new TemporaryData();
        Directory.CreateDirectory(data[ServerIdentity.FolderName]);
        var open = Open(data);
        var others = open.Begin("jose", LivePlace.Noon);

        var begun = Enumerable
            .Range(0, OpenSessions.MaxOfOne + 1)
            .Select(i => open.Begin("rosa", LivePlace.Noon.AddSeconds(i)))
            .ToList();

        Assert.Equal([begun[0]], begun.Where(id => !open.Holds(id, "rosa", LivePlace.Noon)));
        Assert.True(open.Holds(others, "jose", LivePlace.Noon));
    }

    [Fact]
    public void Who_signs_out_while_the_disk_is_full_is_signed_out_and_stays_so()
    {
        using var data = new TemporaryData();
        Directory.CreateDirectory(data[ServerIdentity.FolderName]);
        var open = Open(data);
        var (lost, other) = (open.Begin("rosa", LivePlace.Noon), open.Begin("rosa", LivePlace.Noon));

        // Where the next list would be written stands something else.
        var inTheWay = Directory.CreateDirectory(
            Path.Combine(data[ServerIdentity.FolderName], OpenSessions.FileName + ".new")
        );
        open.End(lost);
        Assert.False(open.Holds(lost, "rosa", LivePlace.Noon));
        Assert.True(Open(data).Holds(lost, "rosa", LivePlace.Noon));

        inTheWay.Delete();
        open.End(other);
        Assert.False(open.Holds(lost, "rosa", LivePlace.Noon));
        Assert.False(Open(data).Holds(lost, "rosa", LivePlace.Noon));
    }

    [Fact]
    public void A_list_of_sessions_that_cannot_be_read_lets_everybody_sign_in_again()
    {
        using var data = new TemporaryData();
        Directory.CreateDirectory(data[ServerIdentity.FolderName]);
        File.WriteAllText(Path.Combine(data[ServerIdentity.FolderName], OpenSessions.FileName), "{ half a");

        var open = Open(data);

        Assert.True(open.Holds(open.Begin("rosa", LivePlace.Noon), "rosa", LivePlace.Noon));
    }

    private static OpenSessions Open(TemporaryData data) => new(data.Path, NullLogger<OpenSessions>.Instance);

    // A browser that sends its cookie for ever, whatever the server says of it.
    private static async Task<HttpClient> CookieAsync(LivePlace place)
    {
        using var browser = place.Stranger();
        var answer = await browser.SignInAsync(LivePlace.Person, LivePlace.Password);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
        var copy = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = place.Url };
        copy.DefaultRequestHeaders.Add("Cookie", cookie);
        copy.DefaultRequestHeaders.Add(OwnPageOnly.Header, "1");
        return copy;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser)
    {
        using var answer = await browser.GetAsync("/api/me", Stop);
        return answer.StatusCode;
    }
}
