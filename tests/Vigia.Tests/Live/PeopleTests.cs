using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Vigia.Server.Farm;
using Vigia.Server.Live.SignIn;
using Vigia.Server.Rules.People;

namespace Vigia.Tests.Live;

public sealed class PeopleTests
{
    // Noon of the farm's Monday, 23 November 2026.
    private static readonly FarmPlan Farm = FarmFile.Parse(FarmFile.DemoText(), FarmFile.Name).Plan!;

    [Fact]
    public async Task Who_is_called_first_is_shown_for_now_and_for_seven_days()
    {
        await using var place = await LivePlace.StartAsync(Farm);
        using var browser = await place.SignedInAsync(Role.Attendant);

        var people = (await browser.GetFromJsonAsync<JsonNode>("/api/people"))!;

        var brigade = people["roles"]!.AsArray().Single(role => (string)role!["role"]! == "brigade")!;
        Assert.Equal("2026-11-23", (string)people["day"]!);
        Assert.Equal(["ramon", "jose", "yelitza", "carmen"], brigade["line"]!.AsArray().Select(name => (string)name!));
        Assert.Equal(7, brigade["week"]!.AsArray().Count);
        Assert.Equal("2026-11-25", (string)brigade["week"]![2]!["day"]!);
        Assert.Equal(["yelitza", "jose"], brigade["week"]![2]!["names"]!.AsArray().Select(name => (string)name!));
    }

    [Fact]
    public async Task A_phone_shows_only_its_end_and_a_wall_screen_shows_nobody()
    {
        await using var place = await LivePlace.StartAsync(Farm);
        using var attendant = await place.SignedInAsync(Role.Attendant);
        using var viewer = await place.SignedInAsync(Role.Viewer, "pantalla");

        var text = await attendant.GetStringAsync("/api/people", TestContext.Current.CancellationToken);
        var refused = await viewer.GetAsync("/api/people", TestContext.Current.CancellationToken);

        Assert.DoesNotContain(Farm.People, person => text.Contains(person.Phone.Digits, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_person_says_that_it_burns_and_the_rules_hear_who()
    {
        await using var place = await LivePlace.StartAsync(Farm);
        using var browser = await place.SignedInAsync(Role.Attendant, "jose");

        var fire = await browser.PostAsJsonAsync("/api/zones/fuego-2/word", new { kind = "Fire" });
        var burn = await browser.PostAsJsonAsync("/api/zones/fuego-1/word", new { kind = "Burn", minutes = 60 });
        var burns = (await browser.GetFromJsonAsync<JsonNode>("/api/burns"))!;

        Assert.Equal(HttpStatusCode.NoContent, fire.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, burn.StatusCode);
        Assert.Equal(
            [(WordKind.Fire, "fuego-2", "jose"), (WordKind.Burn, "fuego-1", "jose")],
            place.Get<WordBook>().After(0).Select(said => (said.Word.Kind, said.Word.Zone, said.Word.By.Who))
        );
        Assert.Equal(LivePlace.Noon.AddHours(1).ToUnixTimeMilliseconds(), (long)burns[0]!["untilMs"]!);
    }

    [Theory]
    [InlineData("luna", "Fire", null, HttpStatusCode.NotFound, nameof(WordAnswer.UnknownZone))]
    [InlineData("fuego-1", "Burn", 5, HttpStatusCode.BadRequest, nameof(WordAnswer.BadSpan))]
    [InlineData("fuego-1", "Burn", 2_000_000_000, HttpStatusCode.BadRequest, nameof(WordAnswer.BadSpan))]
    [InlineData("fuego-1", "Over", null, HttpStatusCode.Conflict, nameof(WordAnswer.NoFire))]
    public async Task What_cannot_be_said_is_refused_by_name(
        string zone,
        string kind,
        int? minutes,
        HttpStatusCode status,
        string reason
    )
    {
        await using var place = await LivePlace.StartAsync(Farm);
        using var browser = await place.SignedInAsync(Role.Attendant);

        var answer = await browser.PostAsJsonAsync($"/api/zones/{zone}/word", new { kind, minutes });

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(reason, (await answer.Content.ReadFromJsonAsync<Refused>())!.Reason);
    }
}
