using Vigia.Browser.Kit;

namespace Vigia.Browser;

/// <summary>What the page costs a phone, and that it asks no other place.</summary>
public sealed class WeightTests(BrowserFarm farm) : BrowserTest(farm)
{
    private const int MostBytes = 150 * 1024;

    [Fact]
    public async Task The_first_load_is_small_and_all_from_the_server()
    {
        var page = await StrangerAsync();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);

        await page.GotoAsync("/");
        await Phones.SignInAsync(page, BrowserFarm.Coordinator, BrowserFarm.Password);
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
        Assert.All(asked, url => Assert.StartsWith(TheFarm.Url, url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_can_stand_on_the_home_screen_and_on_paper()
    {
        var page = await SignedInAsync();

        var manifest = await page.EvaluateAsync<string>(
            """async () => (await (await fetch(document.querySelector("link[rel=manifest]").href)).json()).display"""
        );
        await page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });

        Assert.Equal("standalone", manifest);
        Assert.False(await page.Locator("nav").IsVisibleAsync());
        Assert.True(await page.Locator(".zone").First.IsVisibleAsync());
    }

    [Fact]
    public async Task A_wall_screen_reads_by_its_link_and_has_nothing_to_press()
    {
        var coordinator = await SignedInAsync();
        await coordinator.GoAsync("#/cuentas", "select");
        await coordinator.GetByLabel("Dónde está la pantalla").FillAsync("Oficina");
        await coordinator.GetByText("Hacer un enlace").ClickAsync();
        var link = await coordinator.Locator(".secret b").InnerTextAsync();
        var wall = await StrangerAsync(PhoneKind.Wall);

        await wall.GotoAsync(link);
        await wall.Locator(".zones .zone").First.WaitForAsync();
        var buttons = await wall.Locator("main button").CountAsync();
        var row = coordinator.Locator("li, .row, article", new() { HasTextString = "Oficina" }).Last;
        await row.GetByText("Quitar", new() { Exact = true }).ClickAsync();
        await row.GetByText("¿Seguro? Quitar").ClickAsync();

        await wall.Locator("form.sign-in").WaitForAsync();
        await wall.GetByText("El enlace de esta pantalla ya no vale").WaitForAsync();
        Assert.Equal(0, buttons);
    }
}
