using Vigia.Browser.Kit;

namespace Vigia.Browser;

/// <summary>No page complains.</summary>
public sealed class QuietTests(BrowserFarm farm)
{
    [Fact]
    public async Task No_page_throws_or_asks_for_what_its_policy_forbids()
    {
        var page = await farm.SignedInAsync();
        foreach (var (address, shows) in Places.All)
        {
            await page.GoAsync(address, shows);
        }

        Assert.Empty(farm.Complaints);
        await page.Context.CloseAsync();
    }
}
