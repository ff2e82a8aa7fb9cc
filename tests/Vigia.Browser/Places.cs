using Microsoft.Playwright;

namespace Vigia.Browser;

/// <summary>Every page there is, and what is on it once it has come.</summary>
internal static class Places
{
    public static IReadOnlyList<(string Address, string Shows)> All { get; } =
    [
        ("#/", ".zones .zone"),
        ("#/zona/porqueriza", ".point .stage"),
        ("#/alertas", "main > h1"),
        ("#/nodos", ".node"),
        ("#/gente", ".person"),
        ("#/mas", ".links a"),
        ("#/finca", "textarea"),
        ("#/cuentas", "select"),
        ("#/simulacro", "select"),
        ("#/registro", ".steps li"),
    ];

    public static async Task GoAsync(this IPage page, string address, string shows)
    {
        await page.EvaluateAsync("address => { location.hash = address; }", address);
        await page.Locator(shows).First.WaitForAsync();
    }
}
