using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Live.Audit;
using Vigia.Server.Live.SignIn;
using Vigia.Tests.Calls.Kit;

namespace Vigia.Tests.Live;

public sealed class DrillActsTests
{
    private static readonly FarmPlan Plan = FarmFile.Parse(CallFarm.Yaml, "farm.yaml").Plan!;

    [Fact]
    public async Task Who_began_a_drill_and_who_ended_it_is_known()
    {
        await using var place = await LivePlace.StartAsync(Plan);
        using var rosa = await place.SignedInAsync();
        using var ana = await place.SignedInAsync(Role.Coordinator, "ana");

        var begun = await rosa.PostAsJsonAsync("/api/drill", new { zone = "ceiba", minutes = 5 });
        var drill = (int)(await begun.Content.ReadFromJsonAsync<JsonNode>())!["alert"]!;
        var ended = await ana.PostAsync($"/api/drill/{drill}/end", null, TestContext.Current.CancellationToken);
        var again = await ana.PostAsync($"/api/drill/{drill}/end", null, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (ended.StatusCode, again.StatusCode));
        Assert.Equal(
            [("ana", AuditAct.DrillEnded, "ceiba"), ("rosa", AuditAct.DrillHeld, "ceiba")],
            place.Get<AuditBook>().Newest().Take(2).Select(entry => (entry.Who, entry.Act, entry.About))
        );
        var over = place.Get<AlertDesk>().Trail(drill)[^1];
        Assert.Equal(("ana", Means.Page), (over.Who, over.Means!.Value));
    }

    [Theory]
    [InlineData("luna", 5, HttpStatusCode.NotFound, "NoSuchZone")]
    [InlineData("ceiba", 100_000_000, HttpStatusCode.BadRequest, "BadSpan")]
    public async Task What_cannot_be_is_refused_by_name(string zone, int minutes, HttpStatusCode status, string reason)
    {
        await using var place = await LivePlace.StartAsync(Plan);
        using var browser = await place.SignedInAsync();

        var answer = await browser.PostAsJsonAsync("/api/drill", new { zone, minutes });

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(reason, (await answer.Content.ReadFromJsonAsync<Refused>())!.Reason);
    }
}
