using Vigia.Server.Sms;
using Vigia.Tests.Calls.Kit;

namespace Vigia.Tests.Calls;

/// <summary>Sixty incidents in ten minutes, five people.</summary>
public sealed class StormTests : IDisposable
{
    /// <summary>Four, and two summaries.</summary>
    private const int Most = 6;

    private readonly CallFarm farm = new();

    public void Dispose() => farm.Dispose();

    [Fact]
    public async Task Sixty_incidents_are_a_few_texts_to_each_and_the_fire_among_them_goes_at_once()
    {
        for (var i = 0; i < 60; i++)
        {
            await farm.RaiseAsync(farm.Fan(i % 2 == 0 ? "porqueriza" : "bomba"));
            await farm.PassAsync(TimeSpan.FromSeconds(10));
            if (i == 40)
            {
                var before = farm.Sent.Count;
                await farm.RaiseAsync(farm.Fire());
                Assert.Contains("FUEGO PROBABLE", farm.Sent[before]);
                Assert.True(await IsAnsweredAsync());
            }
        }

        var texts = farm.Gateway.Handed.Where(sms => sms.Priority != SmsPriority.Fire).ToList();
        Assert.All(
            farm.Farm.Plan.People,
            person => Assert.InRange(texts.Count(sms => farm.Name(sms.To) == person.Name), 0, Most)
        );
        Assert.Contains(farm.Sent, sent => sent.Contains("alertas en Porqueriza", StringComparison.Ordinal));
        Assert.All(farm.Sent, sent => Assert.DoesNotContain("60 alertas", sent));
    }

    [Fact]
    public async Task One_text_tells_of_what_was_gathered_once()
    {
        for (var i = 0; i < 9; i++)
        {
            await farm.RaiseAsync(farm.Notice());
        }

        Assert.Equal(4, farm.Sent.Count);
        await farm.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("ramon: 5 alertas en Bomba del pozo. Mire la pagina.", farm.Sent[^1]);
        farm.Kill();
        await farm.PassAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(5, farm.Sent.Count);
    }

    [Fact]
    public async Task A_budget_that_is_spent_holds_back_all_but_fire_and_the_morning_tells_of_it()
    {
        using var poor = new CallFarm(CallFarm.Yaml + "\ncalls: { texts_a_day: 2 }");
        for (var i = 0; i < 4; i++)
        {
            await poor.RaiseAsync(poor.Notice());
            await poor.PassAsync(TimeSpan.FromMinutes(11));
        }

        Assert.Equal(2, poor.Sent.Count);
        Assert.Equal(0, poor.Rations.LeftOf("ramon", poor.Clock.GetUtcNow()));
        var fire = poor.Fire();
        await poor.RaiseAsync(fire);
        await poor.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Contains(poor.Sent, sent => sent.StartsWith("ramon: Puesto La Ceiba, al pie"));
        await poor.EndAsync(fire);

        poor.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 2, 6, 29, 0, TimeSpan.Zero));
        await poor.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Contains(
            "ramon: Resumen de las 06:30: 4 avisos en Bomba del pozo. 2 sin enviar en su momento. Mire la pagina.",
            poor.Sent
        );
    }

    // So that the rest of the storm is not a fire's.
    private async Task<bool> IsAnsweredAsync()
    {
        await farm.ComesAsync("jose", "SI A42");
        return farm.Alerts.Find("A42")?.AcknowledgedBy is not null;
    }
}
