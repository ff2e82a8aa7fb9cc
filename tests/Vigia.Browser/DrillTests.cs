using System.Text.Json;
using Microsoft.Playwright;
using Vigia.Browser.Kit;

namespace Vigia.Browser;

/// <summary>A fire is practised from the page, from the first press to its report.</summary>
public sealed class DrillTests(BrowserFarm farm) : BrowserTest(farm)
{
    [Fact]
    public async Task A_drill_is_begun_marked_followed_ended_and_its_report_is_kept()
    {
        var page = await SignedInAsync();
        var other = await SignedInAsync(BrowserFarm.Attendant);
        await page.GotoAsync("/#/simulacro");
        await page.Locator("select").First.SelectOptionAsync("porqueriza");
        var begin = page.Locator("form, section").GetByRole(AriaRole.Button, new() { Name = "Empezar el simulacro" });
        await begin.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "¿Seguro?" }).First.ClickAsync();

        await page.GetByText("en marcha").WaitForAsync();
        var drill = page.Url.Split('/')[^1];
        await other.Locator(".alert", new() { HasTextString = "imulacro" }).WaitForAsync();
        var person = page.Locator("article.point", new() { HasTextString = "Yelitza" });
        await person.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Terminarlo" }).ClickAsync();
        await page.GetByText("terminado").WaitForAsync();

        await page.GotoAsync("/#/simulacro");
        await page.Locator("a", new() { HasTextString = "Porqueriza · rosa" }).First.ClickAsync();
        await page.GetByText("terminado").WaitForAsync();
        await page.Locator("article.point", new() { HasTextString = "Yelitza" }).WaitForAsync();
        // What other tests let happen on this farm was real, and its texts come when they come.
        var incident = Assert.Single(
            TheFarm
                .Texts.Where(text => text.Contains($" A{drill}\"", StringComparison.Ordinal))
                .Select(Incident)
                .Distinct()
        );
        Assert.All(TheFarm.Texts.Where(text => Incident(text) == incident), text => Assert.True(IsMarked(text), text));
    }

    private static bool IsMarked(string text) => text.Contains("SIMULACRO", StringComparison.Ordinal);

    private static string Incident(string text)
    {
        using var line = JsonDocument.Parse(text);
        return line.RootElement.GetProperty("handle").GetString()!.Split('-')[0];
    }
}
