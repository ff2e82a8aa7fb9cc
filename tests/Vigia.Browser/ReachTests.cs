using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Vigia.Browser.Kit;
using Vigia.EndToEnd.Kit;

namespace Vigia.Browser;

/// <summary>Everybody can use every page: with any eyes, hands, phone and language.</summary>
public sealed partial class ReachTests(BrowserFarm farm) : BrowserTest(farm)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Axe_finds_nothing_serious_on_any_page_light_or_dark(bool isDark)
    {
        var kind = PhoneKind.Phone with { IsDark = isDark, BypassesPolicy = true };
        var stranger = await StrangerAsync(kind);
        await stranger.GotoAsync("/");
        await stranger.Locator("form.sign-in").WaitForAsync();
        var found = new List<string>(await SeriousAsync(stranger));
        await MeasureAsync(48);
        var page = await SignedInAsync(kind: kind);
        await page.Locator(".alert.act").WaitForAsync();
        foreach (var (address, shows) in Places.All)
        {
            await page.GoAsync(address, shows);
            found.AddRange(await SeriousAsync(page));
        }

        await page.GoAsync("#/", ".zones .zone");
        await page.Locator(".alert h2 a").First.ClickAsync();
        await page.Locator(".steps li").First.WaitForAsync();
        found.AddRange(await SeriousAsync(page));

        await MeasureAsync(27);
        Assert.Empty(found);
    }

    [Fact]
    public async Task Axe_sees_what_is_wrong_where_something_is()
    {
        var page = await StrangerAsync(PhoneKind.Phone with { BypassesPolicy = true });
        await page.GotoAsync("/");
        await page.Locator("form.sign-in").WaitForAsync();

        await page.EvaluateAsync("() => document.querySelector('main').append(document.createElement('button'))");

        Assert.Contains(await SeriousAsync(page), found => found.Contains("button-name", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("es")]
    [InlineData("en")]
    public async Task No_page_is_wider_than_a_narrow_phone_and_every_word_is_there(string language)
    {
        var page = await SignedInAsync(kind: PhoneKind.Narrow with { Language = language });
        await MeasureAsync(48);
        await page.Locator(".alert.act").First.WaitForAsync();
        var alert = (await TheFarm.Caretaker.AskAsync("/api/alerts"))["open"]![0]!["id"];
        await TheFarm.Caretaker.PostAsync("/api/drill", new { zone = "porqueriza", minutes = 5 });
        var drill = (await TheFarm.Caretaker.AskAsync("/api/drills"))[0]!["alert"];
        (string, string)[] ofThese = [($"#/alerta/{alert}", ".steps li"), ($"#/simulacro/{drill}", "article.point")];
        foreach (var (address, shows) in Places.All.Concat(ofThese))
        {
            await page.GoAsync(address, shows);
            foreach (var summary in await page.Locator("summary").AllAsync())
            {
                await summary.ClickAsync();
            }

            var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            var text = (await page.Locator("body").InnerTextAsync()).Replace("farm.yaml", "");

            Assert.True(width <= PhoneKind.Narrow.Width, $"{address} is {width} px wide");
            Assert.Empty(Key().Matches(text).Select(key => key.Value));
        }

        Assert.Equal(language, await page.EvaluateAsync<string>("() => document.documentElement.lang"));
        var stranger = await StrangerAsync(PhoneKind.Narrow with { Language = language });
        await stranger.GotoAsync("/");
        await stranger.Locator("form.sign-in").WaitForAsync();
        var outside = await stranger.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        Assert.InRange(outside, 1, PhoneKind.Narrow.Width);
    }

    [Fact]
    public async Task The_assemblys_report_is_read_on_a_narrow_phone_without_pushing_it_aside()
    {
        var page = await SignedInAsync(kind: PhoneKind.Narrow);
        await page.GotoAsync("/report?lang=es");
        // As wide as a month makes it, whatever happened on this farm.
        await page.Locator("section:first-child td, section:first-child p").First.WaitForAsync();
        await page.EvaluateAsync(
            """
            () => {
              const heads = ["Lugar", "Qué pasó", "Veces", "Falsas", "Atendidas", "Tardanza", "La más larga"];
              const row = ["Puesto El Mango", "FUEGO CONFIRMADO", "12", "3", "9", "12 min", "3 h 12 min"];
              const table = document.createElement("table");
              for (const [kind, words] of [["th", heads], ["td", row]]) {
                const line = table.insertRow();
                words.forEach((word, i) => {
                  const cell = document.createElement(kind);
                  cell.textContent = word;
                  cell.className = i > 1 ? "number" : "";
                  line.append(cell);
                });
              }
              document.querySelector("section").append(table);
            }
            """
        );

        var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");

        Assert.InRange(width, 1, PhoneKind.Narrow.Width);
    }

    [Fact]
    public async Task One_switch_changes_the_language_of_what_is_shown()
    {
        var page = await SignedInAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Alerts" }).WaitForAsync();
        await page.Locator(".zone .value", new() { HasTextString = "." }).First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Español" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Alertas" }).WaitForAsync();

        await page.Locator(".zone .value", new() { HasTextString = "," }).First.WaitForAsync();
    }

    [Fact]
    public async Task The_keyboard_alone_signs_in_answers_an_alert_and_reads_a_chart()
    {
        await MeasureAsync(46.5);
        var page = await StrangerAsync(PhoneKind.Wall);
        await page.GotoAsync("/");
        await page.Locator("input[name=name]").WaitForAsync();
        await page.Keyboard.TypeAsync(BrowserFarm.Attendant);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(BrowserFarm.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".alert.act button.first").WaitForAsync();

        await TabToAsync(page, ".alert.act button.first");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("La atiende jose").WaitForAsync();
        await TabToAsync(page, ".zone.act");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".point .stage").First.WaitForAsync();
        await TabToAsync(page, ".point .stage");
        await page.Keyboard.PressAsync("ArrowLeft");

        await page.Locator(".readout", new() { HasTextRegex = Moment() }).First.WaitForAsync();
    }

    [Fact]
    public async Task A_finger_on_a_chart_reads_time_and_value()
    {
        var page = await SignedInAsync();
        await page.GoAsync("#/zona/porqueriza", ".point .stage");
        var stage = page.Locator(".point .stage").First;
        var box = (await stage.BoundingBoxAsync())!;

        // In the second in which five minutes begin there is no reading of them yet.
        await Eventually.Until(
            "the read-out says time and value",
            async () =>
            {
                await page.Touchscreen.TapAsync(box.X + box.Width - 12, box.Y + 60);
                return await page.Locator(".readout", new() { HasTextRegex = Moment() }).CountAsync() > 0;
            }
        );
        foreach (var range in (string[])["7 días", "30 días", "24 horas"])
        {
            await page.GetByRole(AriaRole.Button, new() { Name = range, Exact = true }).ClickAsync();
            await page.Locator("button[aria-pressed=true]", new() { HasTextString = range }).WaitForAsync();
            await page.Locator(".point .stage").First.WaitForAsync();
        }
    }

    private static async Task<IEnumerable<string>> SeriousAsync(IPage page)
    {
        var result = await page.RunAxe();
        return result
            .Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation =>
                $"{page.Url} {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html).Take(3))}"
            );
    }

    private static async Task TabToAsync(IPage page, string place)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("place => document.activeElement.matches(place)", place))
            {
                return;
            }
        }

        Assert.Fail($"no way by Tab to {place}");
    }

    // A word that is missing shows as its key: "alert.more".
    [GeneratedRegex(
        @"(?<![\w./:-])(nav|act|alert|alerts|zone|state|node|clock|farm|role|work|refused|fault|point|quantity|people|drill|audit|kiosks|accounts|step)\.[A-Za-z]\w*",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Key();

    [GeneratedRegex(@"^\d\d/\d\d \d\d:\d\d · \d+", RegexOptions.None, 1000)]
    private static partial Regex Moment();
}
