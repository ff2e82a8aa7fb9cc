using System.Diagnostics;
using Microsoft.Playwright;
using Vigia.Browser.Kit;
using Vigia.EndToEnd.Kit;

namespace Vigia.Browser;

/// <summary>The page lives: it follows, it is answered, it comes back.</summary>
public sealed class LifeTests(BrowserFarm farm) : BrowserTest(farm)
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Who_has_no_password_sees_nothing_and_who_has_one_sees_the_farm()
    {
        var page = await StrangerAsync();
        await page.GotoAsync("/");

        await Phones.SignInAsync(page, BrowserFarm.Coordinator, "no-es-esta-clave");
        await page.GetByText("El usuario o la contraseña no son esos.").WaitForAsync();
        var before = await page.Locator(".zone").CountAsync();
        await Phones.SignInAsync(page, BrowserFarm.Coordinator, BrowserFarm.Password);
        await page.Locator(".zone").First.WaitForAsync();

        Assert.Equal(0, before);
        Assert.Equal(3, await page.Locator(".zone").CountAsync());
    }

    [Fact]
    public async Task A_sample_is_on_the_page_within_two_seconds()
    {
        var page = await SignedInAsync();
        var times = new List<TimeSpan>();
        for (var i = 1; i <= 5; i++)
        {
            var watch = Stopwatch.StartNew();
            await MeasureAsync(30 + (i / 10.0));
            await page.Locator(".zone .value", new() { HasTextString = $"30,{i}" }).WaitForAsync();
            times.Add(watch.Elapsed);
        }

        times.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"from sample to page: {string.Join(", ", times.Select(t => $"{t.TotalMilliseconds:0} ms"))}"
        );
        Assert.InRange(times[2], TimeSpan.Zero, SoonEnough);
    }

    [Fact]
    public async Task An_alert_acknowledged_on_one_phone_is_seen_on_another()
    {
        var (one, other) = (await SignedInAsync(BrowserFarm.Attendant), await SignedInAsync());
        await MeasureAsync(46);
        await one.Locator(".alert.act").WaitForAsync();
        await other.Locator(".alert.act").WaitForAsync();

        await one.Locator(".alert.act button.first").ClickAsync();
        await other.GetByText("La atiende jose").WaitForAsync();
        await other.Locator(".zone", new() { HasTextString = "Porqueriza" }).Locator(".what").WaitForAsync();

        Assert.Contains(
            "Abra las cortinas",
            await other.Locator(".alert.act .do").InnerTextAsync(),
            StringComparison.Ordinal
        );
        await MeasureAsync(27);
        await other.Locator(".alert").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    [Fact]
    public async Task A_note_and_a_snooze_are_in_the_alerts_story()
    {
        var page = await SignedInAsync(BrowserFarm.Attendant);
        await MeasureAsync(47);
        await page.Locator(".alert h2 a", new() { HasTextString = "calor" }).First.ClickAsync();

        await page.GetByLabel("Nota").FillAsync("Se abrieron las cortinas");
        await page.GetByRole(AriaRole.Button, new() { Name = "Anotar" }).ClickAsync();
        await page.Locator(".steps q", new() { HasTextString = "Se abrieron las cortinas" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Posponer" }).ClickAsync();
        await page.GetByText("Pospuesta hasta las").WaitForAsync();

        var sure = page.GetByRole(AriaRole.Button, new() { Name = "Falsa alarma" });
        await sure.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "¿Seguro?" }).ClickAsync();
        await page.Locator(".alert.over").WaitForAsync();
    }

    [Fact]
    public async Task A_lost_network_and_a_server_that_died_are_survived_without_a_reload()
    {
        await using var link = new CuttableLink(TheFarm.HttpPort);
        var far = await SignedInAsync(port: link.Port);
        var near = await SignedInAsync();
        await far.EvaluateAsync("() => { window.sameLoad = true; }");
        await near.EvaluateAsync("() => { window.sameLoad = true; }");

        link.Cut();
        await TheFarm.KillServerAsync();
        await far.Locator("body.offline .banner.none").WaitForAsync();
        var words = await far.Locator(".banner h1").InnerTextAsync();
        await TheFarm.StartServerAsync();
        await TheFarm.Node.ConnectAsync();
        link.Mend();
        await MeasureAsync(31.7);

        await ShowsAsync(near, "31,7");
        await ShowsAsync(far, "31,7");
        Assert.Equal("Sin conexión con el servidor", words);
        Assert.True(await far.EvaluateAsync<bool>("() => window.sameLoad === true"));
        Assert.True(await near.EvaluateAsync<bool>("() => window.sameLoad === true"));
        Assert.Equal(0, await far.Locator("body.offline").CountAsync());
    }

    [Fact]
    public async Task A_network_lost_while_the_server_lives_is_survived_without_a_reload()
    {
        await using var link = new CuttableLink(TheFarm.HttpPort);
        var far = await SignedInAsync(port: link.Port);
        var near = await SignedInAsync();
        await far.EvaluateAsync("() => { window.sameLoad = true; }");

        link.Cut();
        await MeasureAsync(32.4);
        await ShowsAsync(near, "32,4");
        await far.Locator("body.offline .banner.none").WaitForAsync(new() { Timeout = 40_000 });
        await far.Locator(".zone .value", new() { HasTextString = "27" }).First.WaitForAsync();
        link.Mend();
        await ShowsAsync(far, "32,4");

        await far.Locator("body:not(.offline)").WaitForAsync();
        Assert.True(await far.EvaluateAsync<bool>("() => window.sameLoad === true"));
    }

    [Fact]
    public async Task Asked_for_in_the_clear_the_first_sign_in_shows_where_the_page_is_encrypted_and_no_form()
    {
        var page = await StrangerAsync();
        await page.RouteAsync(
            "**/api/me",
            route =>
                route.FulfillAsync(
                    new()
                    {
                        Status = 403,
                        ContentType = "application/json",
                        Body = """{ "reason": "NeedsHttps", "port": 8443, "caFingerprint": "AB:CD" }""",
                    }
                )
        );

        await page.GotoAsync("/#first=0123abcd");
        var way = page.Locator("a.button", new() { HasTextString = "https://127.0.0.1:8443/" });
        await way.WaitForAsync();

        Assert.Equal(0, await page.Locator("input").CountAsync());
        Assert.EndsWith("#first=0123abcd", await way.GetAttributeAsync("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_asked_twice_is_not_forgotten_when_the_alert_changes()
    {
        var (one, other) = (await SignedInAsync(BrowserFarm.Attendant), await SignedInAsync());
        await MeasureAsync(46);
        var asks = one.Locator(".alert.act button", new() { HasTextString = "Falsa alarma" });
        await asks.ClickAsync();
        await other.Locator(".alert.act button.first").ClickAsync();
        await one.GetByText("La atiende rosa").WaitForAsync();

        var sure = one.Locator(".alert button", new() { HasTextString = "¿Seguro?" });
        var isFocused = await sure.EvaluateAsync<bool>("button => document.activeElement === button");

        Assert.Equal(1, await sure.CountAsync());
        Assert.True(isFocused);
    }

    private static Task ShowsAsync(IPage page, string value) =>
        page.Locator(".zone .value", new() { HasTextString = value }).WaitForAsync(new() { Timeout = 40_000 });
}
