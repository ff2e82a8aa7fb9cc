using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Alerts;
using Vigia.Server.Live.Audit;
using Vigia.Server.Live.SignIn;
using Vigia.Wire;

namespace Vigia.Tests.Live;

public sealed class RoleTests
{
    // Whoever has no session may only try to begin one.
    private static readonly string[] Open = ["POST /api/sign-in", "POST /api/first-run", "POST /api/kiosk"];

    private static readonly Dictionary<string, Role> Least = new()
    {
        ["GET /api/state"] = Role.Viewer,
        ["GET /api/events"] = Role.Viewer,
        ["GET /api/lines"] = Role.Viewer,
        ["GET /api/zones/{zone}/points"] = Role.Viewer,
        ["GET /api/alerts"] = Role.Viewer,
        ["GET /api/alerts/{id}"] = Role.Viewer,
        ["GET /api/nodes"] = Role.Viewer,
        ["GET /api/maintenance"] = Role.Viewer,
        ["GET /api/burns"] = Role.Viewer,
        ["GET /api/me"] = Role.Viewer,
        ["POST /api/me/password"] = Role.Viewer,
        ["POST /api/sign-out"] = Role.Viewer,
        [ApiRoutes.Description] = Role.Viewer,
        ["GET /api/people"] = Role.Attendant,
        ["POST /api/alerts/{id}/acknowledge"] = Role.Attendant,
        ["POST /api/alerts/{id}/snooze"] = Role.Attendant,
        ["POST /api/alerts/{id}/note"] = Role.Attendant,
        ["POST /api/alerts/{id}/false"] = Role.Attendant,
        ["POST /api/alerts/{id}/close"] = Role.Attendant,
        ["POST /api/zones/{zone}/word"] = Role.Attendant,
        ["POST /api/maintenance"] = Role.Technician,
        ["DELETE /api/maintenance/{place}"] = Role.Technician,
        ["GET /api/farm"] = Role.Technician,
        ["POST /api/farm/check"] = Role.Technician,
        ["POST /api/farm/trial"] = Role.Technician,
        ["GET /api/accounts"] = Role.Coordinator,
        ["POST /api/accounts"] = Role.Coordinator,
        ["POST /api/accounts/{name}/password"] = Role.Coordinator,
        ["POST /api/accounts/{name}/role"] = Role.Coordinator,
        ["DELETE /api/accounts/{name}"] = Role.Coordinator,
        ["GET /api/kiosks"] = Role.Coordinator,
        ["POST /api/kiosks"] = Role.Coordinator,
        ["DELETE /api/kiosks/{id}"] = Role.Coordinator,
        ["GET /api/drills"] = Role.Coordinator,
        ["POST /api/drill"] = Role.Coordinator,
        ["GET /api/drill/{id}"] = Role.Coordinator,
        ["POST /api/drill/{id}/end"] = Role.Coordinator,
        ["GET /api/audit"] = Role.Coordinator,
    };

    [Fact]
    public async Task No_path_is_without_a_role()
    {
        await using var place = await LivePlace.StartAsync();

        Assert.Equal(Least.Keys.Concat(Open).Order(), ApiRoutes.Of(place).Order());
    }

    [Fact]
    public async Task Each_may_what_their_role_may_and_no_more()
    {
        await using var place = await LivePlace.StartAsync();
        foreach (var role in Enum.GetValues<Role>())
        {
            using var browser = await place.SignedInAsync(role, $"{role}");
            foreach (var (route, least) in Least.OrderBy(row => row.Key == "POST /api/sign-out"))
            {
                var status = await StatusAsync(browser, route);

                Assert.True(role < least == (status == HttpStatusCode.Forbidden), $"{role} {route}: {status}");
                Assert.NotEqual(HttpStatusCode.Unauthorized, status);
            }
        }
    }

    [Fact]
    public async Task Without_a_session_no_path_answers()
    {
        await using var place = await LivePlace.StartAsync();
        using var stranger = place.Stranger();
        foreach (var route in ApiRoutes.Of(place).Except(Open))
        {
            Assert.Equal((route, HttpStatusCode.Unauthorized), (route, await StatusAsync(stranger, route)));
        }
    }

    [Fact]
    public async Task Nothing_is_changed_by_what_another_sites_page_can_send()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        browser.DefaultRequestHeaders.Remove(Server.Live.OwnPageOnly.Header);
        foreach (var route in ApiRoutes.Of(place).Where(route => !route.StartsWith("GET ", StringComparison.Ordinal)))
        {
            using var asked = ApiRoutes.Ask(route);
            asked.Content = JsonContent.Create(new { });
            using var answer = await browser.SendAsync(asked, TestContext.Current.CancellationToken);

            Assert.Equal((route, HttpStatusCode.Forbidden), (route, answer.StatusCode));
        }

        Assert.Equal(AuditAct.SignedIn, Assert.Single(place.Get<AuditBook>().Newest()).Act);
    }

    [Fact]
    public async Task A_role_that_is_taken_away_is_away_at_once()
    {
        await using var place = await LivePlace.StartAsync();
        using var coordinator = await place.SignedInAsync();
        using var jose = await place.SignedInAsync(Role.Technician, "jose");

        await coordinator.PostAsJsonAsync("/api/accounts/jose/role", new { role = "Viewer" });
        var answer = await jose.GetAsync("/api/farm", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Who_loses_the_account_is_out_at_once_and_is_told_nothing_more()
    {
        await using var place = await LivePlace.StartAsync();
        using var coordinator = await place.SignedInAsync();
        using var jose = await place.SignedInAsync(Role.Attendant, "jose");
        await using var page = await FollowingPage.OpenAsync(jose);
        await page.NextAsync();

        await coordinator.DeleteAsync("/api/accounts/jose", TestContext.Current.CancellationToken);
        var answer = await jose.GetAsync("/api/state", TestContext.Current.CancellationToken);
        await place.ReadsAsync("bomba-1", new Reading("flow", "l/s", 0.8));
        place.Machine.Advance(Server.Live.LiveOptions.Default.SayAliveEvery);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await Eventually.Until("the stream ends", page.HasEndedAsync);
    }

    [Theory]
    [InlineData("DELETE", "/api/accounts/rosa")]
    [InlineData("POST", "/api/accounts/rosa/role")]
    public async Task The_last_coordinator_stays(string method, string path)
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = JsonContent.Create(new { role = "Viewer" }),
        };

        var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);

        var refused = await answer.Content.ReadFromJsonAsync<Refused>(TestContext.Current.CancellationToken);
        Assert.Equal(nameof(AccountOutcome.LastCoordinator), refused!.Reason);
        Assert.Equal(Role.Coordinator, Assert.Single(place.Get<Accounts>().All).Role);
    }

    [Fact]
    public async Task A_new_account_signs_in_with_the_password_that_is_said_once_and_chooses_another()
    {
        await using var place = await LivePlace.StartAsync();
        using var coordinator = await place.SignedInAsync();
        var made = await coordinator.PostAsJsonAsync("/api/accounts", new { name = "jose", role = "Attendant" });
        var password = (await made.Content.ReadFromJsonAsync<NewPassword>())!.Password;
        using var jose = place.Stranger();
        await jose.SignInAsync("jose", password);

        var wrong = await jose.PostAsJsonAsync("/api/me/password", new { old = "no-es-esta", @new = "la-mia-de-mi" });
        var right = await jose.PostAsJsonAsync("/api/me/password", new { old = password, @new = "la-mia-de-mi" });
        var me = await jose.GetFromJsonAsync<JsonNode>("/api/me", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, right.StatusCode);
        Assert.Equal("Attendant", (string)me!["role"]!);
        Assert.Null(place.Get<Accounts>().Verify("jose", password));
    }

    [Fact]
    public async Task A_kiosk_link_lets_a_screen_read_and_nothing_else_until_it_is_revoked()
    {
        await using var place = await LivePlace.StartAsync();
        using var coordinator = await place.SignedInAsync();
        var made = await coordinator.PostAsJsonAsync("/api/kiosks", new { title = "Galpón" });
        var link = (await made.Content.ReadFromJsonAsync<KioskLink>())!.Path;
        using var screen = place.Stranger();

        var opened = await screen.PostAsJsonAsync("/api/kiosk", new { token = link.Split('=')[1] });
        var reads = await screen.GetAsync("/api/state", TestContext.Current.CancellationToken);
        var acts = await screen.PostAsync("/api/alerts/1/acknowledge", null, TestContext.Current.CancellationToken);
        var id = (string)(await coordinator.GetFromJsonAsync<JsonNode>("/api/kiosks"))![0]!["id"]!;
        await coordinator.DeleteAsync($"/api/kiosks/{id}", TestContext.Current.CancellationToken);
        var after = await screen.GetAsync("/api/state", TestContext.Current.CancellationToken);
        var again = await screen.PostAsJsonAsync("/api/kiosk", new { token = link.Split('=')[1] });

        Assert.Equal(HttpStatusCode.NoContent, opened.StatusCode);
        Assert.Equal(HttpStatusCode.OK, reads.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, acts.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
        Assert.DoesNotContain(
            link.Split('=')[1],
            File.ReadAllText(Path.Combine(place.Folder, "identity", Kiosks.FileName))
        );
    }

    [Fact]
    public async Task Who_did_what_and_when_is_kept_and_holds_no_password()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        var id = place.Raise("porqueriza", "cerdos-1", "temperature", 36, Severity.Severe);

        await browser.PostAsync($"/api/alerts/{id}/acknowledge", null, default);
        await browser.PostAsJsonAsync($"/api/alerts/{id}/snooze", new { minutes = 60 });
        await browser.PostAsJsonAsync($"/api/alerts/{id}/note", new { text = "Se abrieron las cortinas" });
        await browser.PostAsJsonAsync(
            "/api/maintenance",
            new
            {
                place = "bomba",
                minutes = 30,
                reason = "grasa",
            }
        );
        await browser.PostAsJsonAsync("/api/accounts", new { name = "jose", role = "Viewer" });
        var audit = (await browser.GetFromJsonAsync<JsonNode>("/api/audit"))!.AsArray();

        Assert.Equal(
            ["AccountAdded", "MaintenanceBegun", "Noted", "Snoozed", "Acknowledged", "SignedIn"],
            audit.Select(entry => (string)entry!["act"]!)
        );
        Assert.All(audit, entry => Assert.Equal(LivePlace.Person, (string)entry!["who"]!));
        Assert.Equal("A1: Se abrieron las cortinas", (string)audit[2]!["about"]!);
        Assert.Equal(LivePlace.Noon.ToUnixTimeMilliseconds(), (long)audit[0]!["atMs"]!);
    }

    [Fact]
    public async Task What_was_refused_is_no_act()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();

        await browser.PostAsync("/api/alerts/4711/acknowledge", null, default);
        await browser.PostAsJsonAsync("/api/maintenance", new { place = "luna", minutes = 30 });

        Assert.Equal(AuditAct.SignedIn, Assert.Single(place.Get<AuditBook>().Newest()).Act);
    }

    [Fact]
    public void An_account_from_before_there_were_roles_may_what_it_could()
    {
        using var data = new Kit.TemporaryData();
        Directory.CreateDirectory(data["identity"]);
        File.WriteAllText(
            Path.Combine(data["identity"], Accounts.FileName),
            """{ "rosa": { "hash": "x", "stamp": "y" } }"""
        );

        Assert.Equal(("rosa", Role.Attendant), Assert.Single(new Accounts(data.Path).All));
    }

    [Fact]
    public async Task What_a_verb_wrote_while_the_server_runs_holds_without_a_restart()
    {
        await using var place = await LivePlace.StartAsync();
        new Accounts(place.Folder).Add("jose", LivePlace.Password, Role.Viewer);
        using var jose = place.Stranger();

        await Eventually.Until(
            "jose is let in",
            async () => (await jose.SignInAsync("jose", LivePlace.Password)).IsSuccessStatusCode
        );
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string route)
    {
        using var asked = ApiRoutes.Ask(route);
        using var answer = await browser.SendAsync(
            asked,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        return answer.StatusCode;
    }
}
