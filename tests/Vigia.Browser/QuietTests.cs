using Vigia.Browser.Kit;

namespace Vigia.Browser;

/// <summary>No page complains; what one does is found at the end of every test.</summary>
public sealed class QuietTests(BrowserFarm farm) : BrowserTest(farm)
{
    [Fact]
    public async Task No_page_throws_or_asks_for_what_its_policy_forbids()
    {
        var page = await SignedInAsync();
        foreach (var (address, shows) in Places.All)
        {
            await page.GoAsync(address, shows);
        }
    }

    [Fact]
    public async Task What_a_page_throws_is_heard()
    {
        var page = await SignedInAsync();

        await page.EvaluateAsync("() => { setTimeout(() => { throw new Error('as a test wants it'); }, 0); }");
        await page.WaitForTimeoutAsync(100);

        Assert.Contains("as a test wants it", Assert.Single(await TheFarm.Phones.PutAwayAsync()));
    }
}
