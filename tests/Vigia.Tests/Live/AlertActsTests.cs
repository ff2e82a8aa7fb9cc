using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Vigia.Server.Alerts;
using Vigia.Server.Live.SignIn;
using Vigia.Wire;

namespace Vigia.Tests.Live;

public sealed class AlertActsTests
{
    [Fact]
    public async Task An_alert_tells_all_that_happened_to_it()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync(Role.Attendant);
        var id = place.Raise("porqueriza", "cerdos-1", "temperature", 36, Severity.Severe);

        await browser.PostAsJsonAsync($"/api/alerts/{id}/snooze", new { minutes = 60 });
        await browser.PostAsJsonAsync($"/api/alerts/{id}/note", new { text = "Ventilador pedido" });
        await browser.PostAsync($"/api/alerts/{id}/false", null, default);
        var detail = (await browser.GetFromJsonAsync<JsonNode>($"/api/alerts/{id}"))!;
        var all = (await browser.GetFromJsonAsync<JsonNode>("/api/alerts"))!;

        Assert.Equal(
            ["WentBeyond", "Snoozed", "Note", "DeclaredFalse"],
            detail["steps"]!.AsArray().Select(step => (string)step!["reason"]!)
        );
        Assert.Equal("Ventilador pedido", (string)detail["steps"]![2]!["note"]!);
        Assert.Equal("Page", (string)detail["steps"]![2]!["means"]!);
        Assert.Equal("False", (string)detail["alert"]!["state"]!);
        Assert.Empty(all["open"]!.AsArray());
        Assert.Single(all["over"]!.AsArray());
    }

    [Fact]
    public async Task A_snoozed_alert_says_until_when()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync(Role.Attendant);
        var id = place.Raise("porqueriza", "cerdos-1", "temperature", 36, Severity.Severe);

        await browser.PostAsJsonAsync($"/api/alerts/{id}/snooze", new { minutes = 60 });
        place.Machine.Advance(TimeSpan.FromSeconds(1));
        var alert = (await browser.StateAsync())["alerts"]![0]!;

        Assert.Equal("Snoozed", (string)alert["state"]!);
        Assert.Equal(LivePlace.Noon.AddHours(1).ToUnixTimeMilliseconds(), (long)alert["snoozedUntilMs"]!);
    }

    [Theory]
    [InlineData("snooze", """{ "minutes": 0 }""", HttpStatusCode.BadRequest, nameof(DeskAnswer.BadSpan))]
    [InlineData("snooze", """{ "minutes": 2000000000 }""", HttpStatusCode.BadRequest, nameof(DeskAnswer.BadSpan))]
    [InlineData("note", """{ "text": "  " }""", HttpStatusCode.BadRequest, nameof(DeskAnswer.NoText))]
    public async Task What_cannot_be_is_refused_by_name(string act, string form, HttpStatusCode status, string reason)
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync(Role.Attendant);
        var id = place.Raise("porqueriza", "cerdos-1", "temperature", 36, Severity.Severe);
        using var body = new StringContent(form, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));

        var answer = await browser.PostAsync($"/api/alerts/{id}/{act}", body, default);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(reason, (await answer.Content.ReadFromJsonAsync<Refused>())!.Reason);
    }

    [Fact]
    public async Task An_alert_that_another_explains_does_not_speak_for_its_zone()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        await place.ReadsAsync("cerdos-1", new Reading("temperature", "Cel", 27));
        var id = place.Raise("porqueriza", "cerdos-1", "temperature", 36, Severity.Severe);
        place
            .Get<AlertStore>()
            .TryWrite(
                "hidden",
                db => db.Execute("UPDATE alert SET parent = 7, state = 'Suppressed' WHERE id = @0", id)
            );

        place.Machine.Advance(TimeSpan.FromSeconds(1));
        var state = await browser.StateAsync();

        Assert.Equal("Good", (string)state.Zone("porqueriza")["state"]!);
        Assert.Equal("A7", (string)state["alerts"]![0]!["parentCode"]!);
    }
}
