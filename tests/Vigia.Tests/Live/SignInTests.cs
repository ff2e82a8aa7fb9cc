using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Vigia.Server.Live;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Nodes;
using Vigia.Tests.Kit;

namespace Vigia.Tests.Live;

public sealed class SignInTests
{
    [Theory]
    [InlineData("/api/state")]
    [InlineData("/api/events")]
    [InlineData("/api/lines")]
    [InlineData("/api/zones/bomba/points")]
    [InlineData("/api/me")]
    public async Task Nobody_reads_without_a_password(string path)
    {
        await using var place = await LivePlace.StartAsync();
        using var stranger = place.Stranger();

        var answer = await stranger.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Nobody_acknowledges_without_a_password()
    {
        await using var place = await LivePlace.StartAsync();
        var id = place.Raise("porqueriza", "cerdos-1", "temperature", 36, Server.Alerts.Severity.Severe);
        using var stranger = place.Stranger();

        var answer = await stranger.PostAsync($"/api/alerts/{id}/acknowledge", null, default);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(Server.Alerts.AlertState.Raised, Assert.Single(place.Get<Server.Alerts.AlertDesk>().Open()).State);
    }

    [Fact]
    public async Task A_person_signs_in_is_known_by_name_and_signs_out()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();

        var me = await browser.GetFromJsonAsync<JsonNode>("/api/me", TestContext.Current.CancellationToken);
        await browser.PostAsync("/api/sign-out", null, TestContext.Current.CancellationToken);
        var after = await browser.GetAsync("/api/me", TestContext.Current.CancellationToken);

        Assert.Equal(LivePlace.Person, (string)me!["name"]!);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task The_session_is_kept_from_scripts_and_from_other_sites()
    {
        await using var place = await LivePlace.StartAsync();
        place.Get<Accounts>().Add(LivePlace.Person, LivePlace.Password, Role.Coordinator);
        using var browser = place.Stranger();

        var answer = await browser.SignInAsync(LivePlace.Person, LivePlace.Password);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_page_of_another_site_can_post_nothing()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        var id = place.Raise("porqueriza", "cerdos-1", "temperature", 36, Server.Alerts.Severity.Severe);
        browser.DefaultRequestHeaders.Remove(OwnPageOnly.Header);

        var acknowledge = await browser.PostAsync($"/api/alerts/{id}/acknowledge", null, default);
        var signIn = await browser.SignInAsync(LivePlace.Person, LivePlace.Password);

        Assert.Equal(HttpStatusCode.Forbidden, acknowledge.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, signIn.StatusCode);
        Assert.Equal(Server.Alerts.AlertState.Raised, Assert.Single(place.Get<Server.Alerts.AlertDesk>().Open()).State);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_that_person_out_for_a_while_and_nobody_else()
    {
        await using var place = await LivePlace.StartAsync();
        place.Get<Accounts>().Add(LivePlace.Person, LivePlace.Password, Role.Coordinator);
        place.Get<Accounts>().Add("jose", "otra-clave-larga", Role.Coordinator);
        using var browser = place.Stranger();

        for (var i = 0; i < WrongTries.MaxOfPerson; i++)
        {
            var wrong = await browser.SignInAsync(LivePlace.Person, $"adivina-{i}");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        var right = await browser.SignInAsync(LivePlace.Person, LivePlace.Password);
        var other = await browser.SignInAsync("jose", "otra-clave-larga");
        place.Machine.Advance(WrongTries.Pause);
        var later = await browser.SignInAsync(LivePlace.Person, LivePlace.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, other.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, later.StatusCode);
    }

    [Fact]
    public async Task A_form_without_end_is_refused()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = place.Stranger();

        var answer = await browser.SignInAsync(LivePlace.Person, new string('x', LiveParts.MaxForm));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Who_does_not_look_for_two_weeks_signs_in_again()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();

        // Without each second between being lived.
        place.Machine.AdjustTime(place.Machine.GetUtcNow() + LiveParts.SessionLife + TimeSpan.FromMinutes(1));
        var answer = await browser.GetAsync("/api/state", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_new_password_ends_the_sessions_of_the_old_one()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();

        place.Get<Accounts>().SetPassword(LivePlace.Person, "otra-clave-nueva");
        var answer = await browser.GetAsync("/api/state", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_first_password_is_chosen_with_the_token_of_the_console_and_only_once()
    {
        await using var place = await LivePlace.StartAsync();
        var token = place.Get<FirstRun>().Token!;
        using var browser = place.Stranger();

        var guessed = await ChooseAsync(browser, new string(token.Reverse().ToArray()) + "0", "ladron");
        var chosen = await ChooseAsync(browser, token, LivePlace.Person);
        var again = await ChooseAsync(browser, token, "segunda");

        Assert.Equal(HttpStatusCode.Unauthorized, guessed);
        Assert.Equal(HttpStatusCode.NoContent, chosen);
        Assert.Equal(HttpStatusCode.Unauthorized, again);
        Assert.Null(place.Get<FirstRun>().Token);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/state", CancellationToken.None)).StatusCode);
    }

    [Fact]
    public async Task A_short_first_password_is_refused_by_name_and_the_token_stays_good()
    {
        await using var place = await LivePlace.StartAsync();
        var token = place.Get<FirstRun>().Token!;
        using var browser = place.Stranger();

        var answer = await browser.PostAsJsonAsync(
            "/api/first-run",
            new FirstRunForm(token, LivePlace.Person, "corta"),
            TestContext.Current.CancellationToken
        );
        var refused = await answer.Content.ReadFromJsonAsync<Refused>(TestContext.Current.CancellationToken);

        Assert.Equal(nameof(AccountOutcome.PasswordNotAllowed), refused!.Reason);
        Assert.Equal(token, place.Get<FirstRun>().Token);
    }

    [Fact]
    public async Task The_users_file_is_the_owners_and_holds_no_password()
    {
        await using var place = await LivePlace.StartAsync();
        place.Get<Accounts>().Add(LivePlace.Person, LivePlace.Password, Role.Coordinator);

        var path = Path.Combine(place.Folder, ServerIdentity.FolderName, Accounts.FileName);

        Assert.DoesNotContain(LivePlace.Password, await File.ReadAllTextAsync(path, default), StringComparison.Ordinal);
        Assert.True(
            OperatingSystem.IsWindows()
                || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)
        );
        Assert.NotNull(new Accounts(place.Folder).Verify(LivePlace.Person, LivePlace.Password));
    }

    [Fact]
    public void A_damaged_users_file_is_not_taken_for_a_farm_without_people()
    {
        using var data = new TemporaryData();
        Directory.CreateDirectory(data[ServerIdentity.FolderName]);
        File.WriteAllText(Path.Combine(data[ServerIdentity.FolderName], Accounts.FileName), "{ \"rosa\": ");

        Assert.Throws<IdentityFault>(() => new Accounts(data.Path));
    }

    [Fact]
    public void Who_tries_names_without_end_fills_no_memory_and_is_locked_out()
    {
        var tries = new WrongTries(TimeProvider.System);

        for (var i = 0; i < WrongTries.MaxKeys + 500; i++)
        {
            tries.Add("192.168.1.66", $"nombre-{i}");
        }

        Assert.Equal(WrongTries.MaxKeys, tries.Keys);
        Assert.True(tries.IsLocked("192.168.1.66", "rosa"));
        Assert.False(tries.IsLocked("192.168.1.20", "rosa"));
    }

    [Fact]
    public void Who_tries_one_name_from_many_addresses_is_locked_out_and_the_person_at_home_is_not()
    {
        var tries = new WrongTries(TimeProvider.System);
        tries.Forget("192.168.1.20", "rosa");

        for (var i = 0; i < WrongTries.MaxOfName; i++)
        {
            tries.Add($"192.168.2.{i}", "rosa");
        }

        Assert.True(tries.IsLocked("192.168.3.1", "rosa"));
        Assert.False(tries.IsLocked("192.168.3.1", "jose"));
        Assert.False(tries.IsLocked("192.168.1.20", "rosa"));
    }

    private static async Task<HttpStatusCode> ChooseAsync(HttpClient browser, string token, string name)
    {
        var answer = await browser.PostAsJsonAsync("/api/first-run", new FirstRunForm(token, name, LivePlace.Password));
        return answer.StatusCode;
    }
}
