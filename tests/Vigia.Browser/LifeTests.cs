using System.Diagnostics;
using Microsoft.Playwright;
using Vigia.Browser.Kit;
using Vigia.EndToEnd.Kit;

namespace Vigia.Browser;

/// <summary>The page lives: it follows, it is answered, it comes back.</summary>
public sealed class LifeTests(BrowserFarm farm)
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Who_has_no_password_sees_nothing_and_who_has_one_sees_the_farm()
    {
        var page = await farm.StrangerAsync();
        await page.GotoAsync("/");

        await BrowserFarm.SignInAsync(page, BrowserFarm.Coordinator, "no-es-esta-clave");
        await page.GetByText("El usuario o la contraseña no son esos.").WaitForAsync();
        var before = await page.Locator(".zone").CountAsync();
        await BrowserFarm.SignInAsync(page, BrowserFarm.Coordinator, BrowserFarm.Password);
        await page.Locator(".zone").First.WaitForAsync();

        Assert.Equal(0, before);
        Assert.Equal(3, await page.Locator(".zone").CountAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_sample_is_on_the_page_within_two_seconds()
    {
        var page = await farm.SignedInAsync();
        var times = new List<TimeSpan>();
        for (var i = 1; i <= 5; i++)
        {
            var watch = Stopwatch.StartNew();
            await farm.MeasureAsync(30 + (i / 10.0));
            await page.Locator(".zone .value", new() { HasTextString = $"30,{i}" }).WaitForAsync();
            times.Add(watch.Elapsed);
        }

        times.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"from sample to page: {string.Join(", ", times.Select(t => $"{t.TotalMilliseconds:0} ms"))}"
        );
        Assert.InRange(times[2], TimeSpan.Zero, SoonEnough);
        await farm.MeasureAsync(27);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_alert_acknowledged_on_one_phone_is_seen_on_another()
    {
        var (one, other) = (await farm.SignedInAsync(BrowserFarm.Attendant), await farm.SignedInAsync());
        await farm.MeasureAsync(46);
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
        await farm.MeasureAsync(27);
        await other.Locator(".alert").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await one.Context.CloseAsync();
        await other.Context.CloseAsync();
    }

    [Fact]
    public async Task A_note_and_a_snooze_are_in_the_alerts_story()
    {
        var page = await farm.SignedInAsync(BrowserFarm.Attendant);
        await farm.MeasureAsync(47);
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
        await farm.MeasureAsync(27);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_lost_network_and_a_server_that_died_are_survived_without_a_reload()
    {
        await using var link = new CuttableLink(farm.HttpPort);
        var far = await farm.SignedInAsync(port: link.Port);
        var near = await farm.SignedInAsync();
        await far.EvaluateAsync("() => { window.sameLoad = true; }");
        await near.EvaluateAsync("() => { window.sameLoad = true; }");

        link.Cut();
        await farm.KillServerAsync();
        await far.Locator("body.offline .banner.none").WaitForAsync();
        var words = await far.Locator(".banner h1").InnerTextAsync();
        await farm.StartServerAsync();
        await farm.ConnectAsync();
        link.Mend();
        await farm.MeasureAsync(31.7);

        await ShowsAsync(near, "31,7");
        await ShowsAsync(far, "31,7");
        Assert.Equal("Sin conexión con el servidor", words);
        Assert.True(await far.EvaluateAsync<bool>("() => window.sameLoad === true"));
        Assert.True(await near.EvaluateAsync<bool>("() => window.sameLoad === true"));
        Assert.Equal(0, await far.Locator("body.offline").CountAsync());
        await farm.MeasureAsync(27);
        await far.Context.CloseAsync();
        await near.Context.CloseAsync();
    }

    private static Task ShowsAsync(IPage page, string value) =>
        page.Locator(".zone .value", new() { HasTextString = value }).WaitForAsync(new() { Timeout = 40_000 });
}
