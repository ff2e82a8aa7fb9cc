using Microsoft.Playwright;

namespace Vigia.Browser.Kit;

/// <summary>A test that begins on a calm farm, and whose pages complained of nothing.</summary>
public abstract class BrowserTest(BrowserFarm farm) : IAsyncLifetime
{
    private protected BrowserFarm TheFarm => farm;

    public async ValueTask InitializeAsync()
    {
        await farm.Node.MeasureAsync(SpeakingNode.Cool);
        await farm.Caretaker.CalmAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Assert.Empty(await farm.Phones.PutAwayAsync());
    }

    private protected Task MeasureAsync(double celsius) => farm.Node.MeasureAsync(celsius);

    private protected Task<IPage> SignedInAsync(
        string name = BrowserFarm.Coordinator,
        PhoneKind? kind = null,
        int? port = null
    ) => farm.Phones.SignedInAsync(name, kind, port);

    private protected Task<IPage> StrangerAsync(PhoneKind? kind = null) => farm.Phones.StrangerAsync(kind);
}
