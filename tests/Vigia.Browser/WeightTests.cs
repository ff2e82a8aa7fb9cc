using Vigia.Browser.Kit;

namespace Vigia.Browser;

/// <summary>What the page costs a phone, and that it asks no other place.</summary>
public sealed class WeightTests(BrowserFarm farm)
{
    private const int MostBytes = 150 * 1024;

    [Fact]
    public async Task The_first_load_is_small_and_all_from_the_server()
    {
        var page = await farm.StrangerAsync();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);

        await page.GotoAsync("/");
        await BrowserFarm.SignInAsync(page, BrowserFarm.Coordinator, BrowserFarm.Password);
        await page.Locator(".zones .zone").First.WaitForAsync();
        var bytes = await page.EvaluateAsync<int>(
            """
            () => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
                .reduce((sum, entry) => sum + entry.transferSize, 0)
            """
        );
        var paint = await page.EvaluateAsync<double>(
            """() => performance.getEntriesByType("paint").find((entry) => entry.name === "first-contentful-paint").startTime"""
        );

        TestContext.Current.TestOutputHelper?.WriteLine($"first load {bytes} bytes, first paint after {paint:0} ms");
        Assert.InRange(bytes, 1, MostBytes);
        Assert.All(asked, url => Assert.StartsWith(farm.Url, url, StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_page_can_stand_on_the_home_screen_and_on_paper()
    {
        var page = await farm.SignedInAsync();

        var manifest = await page.EvaluateAsync<string>(
            """async () => (await (await fetch(document.querySelector("link[rel=manifest]").href)).json()).display"""
        );
        await page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });

        Assert.Equal("standalone", manifest);
        Assert.False(await page.Locator("nav").IsVisibleAsync());
        Assert.True(await page.Locator(".zone").First.IsVisibleAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_wall_screen_reads_by_its_link_and_has_nothing_to_press()
    {
        var coordinator = await farm.SignedInAsync();
        await coordinator.GoAsync("#/cuentas", "select");
        await coordinator.GetByLabel("Dónde está la pantalla").FillAsync("Oficina");
        await coordinator.GetByText("Hacer un enlace").ClickAsync();
        var link = await coordinator.Locator(".secret b").InnerTextAsync();
        var wall = await farm.StrangerAsync(PhoneKind.Wall);

        await wall.GotoAsync(link);
        await wall.Locator(".zones .zone").First.WaitForAsync();
        var buttons = await wall.Locator("main button").CountAsync();
        await coordinator.GetByText("Quitar", new() { Exact = true }).Last.ClickAsync();
        await coordinator.GetByText("¿Seguro? Quitar").ClickAsync();

        await wall.Locator("form.sign-in").WaitForAsync();
        Assert.Equal(0, buttons);
        await coordinator.Context.CloseAsync();
        await wall.Context.CloseAsync();
    }
}
