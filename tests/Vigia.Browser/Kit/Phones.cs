using Microsoft.Playwright;

namespace Vigia.Browser.Kit;

/// <summary>Phones and screens that a test opens, and what their pages complain of.</summary>
internal sealed class Phones(IBrowser chromium, string url)
{
    private readonly Lock gate = new();
    private readonly List<IBrowserContext> open = [];
    private readonly List<string> complaints = [];

    /// <summary>A phone that has not signed in.</summary>
    /// <param name="port">Of a link to the server; null: straight.</param>
    public async Task<IPage> StrangerAsync(PhoneKind? kind = null, int? port = null)
    {
        var phone = kind ?? PhoneKind.Phone;
        var context = await chromium.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = port is { } link ? $"http://127.0.0.1:{link}" : url,
                ViewportSize = new ViewportSize { Width = phone.Width, Height = phone.Height },
                Locale = phone.Language == "es" ? "es-VE" : "en-GB",
                ColorScheme = phone.IsDark ? ColorScheme.Dark : ColorScheme.Light,
                HasTouch = phone.Width < 800,
                BypassCSP = phone.BypassesPolicy,
            }
        );
        open.Add(context);
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            // A refused password, a server that is away: the browser's own words about an answer, no fault of the page.
            if (
                message.Type == "error"
                && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
            )
            {
                Complain($"{page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => Complain($"{page.Url}: {error}");
        return page;
    }

    /// <summary>The phone of somebody who has signed in.</summary>
    public async Task<IPage> SignedInAsync(
        string name = BrowserFarm.Coordinator,
        PhoneKind? kind = null,
        int? port = null
    )
    {
        var page = await StrangerAsync(kind, port);
        await page.GotoAsync("/");
        await SignInAsync(page, name, BrowserFarm.Password);
        await page.Locator(".zones .zone").First.WaitForAsync();
        return page;
    }

    public static async Task SignInAsync(IPage page, string name, string password)
    {
        await page.Locator("input[name=name]").FillAsync(name);
        await page.Locator("input[name=password]").FillAsync(password);
        await page.Locator("form button[type=submit]").ClickAsync();
    }

    /// <summary>Closes what is open.</summary>
    /// <returns>What a browser forbade, threw, or asked of another place meanwhile.</returns>
    public async Task<IReadOnlyList<string>> PutAwayAsync()
    {
        foreach (var context in open)
        {
            await context.CloseAsync();
        }

        open.Clear();
        lock (gate)
        {
            string[] said = [.. complaints];
            complaints.Clear();
            return said;
        }
    }

    private void Complain(string words)
    {
        lock (gate)
        {
            complaints.Add(words);
        }
    }
}
