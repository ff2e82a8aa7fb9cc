using Vigia.Server.Alerts;
using Vigia.Tests.Calls.Kit;

namespace Vigia.Tests.Calls;

public sealed class MorningsTests : IDisposable
{
    // Monday is the second: ramon follows jose.
    private readonly CallFarm farm = new(at: new DateTimeOffset(2026, 3, 2, 5, 58, 0, TimeSpan.Zero));

    public void Dispose() => farm.Dispose();

    [Fact]
    public async Task The_duty_is_handed_over_at_its_hour_to_both_once_also_over_a_restart()
    {
        await farm.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(farm.Sent);

        await farm.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(
            [
                "ramon: Le toca la guardia de brigada hasta 06:00. Suplente: José Colmenarez. Nada abierto.",
                "jose: Termina su guardia de brigada. Sigue Ramon Escalona. Gracias.",
            ],
            farm.Sent.Order(StringComparer.Ordinal).Reverse()
        );

        farm.Kill();
        await farm.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(2, farm.Sent.Count);
    }

    [Fact]
    public async Task At_seven_the_chief_and_the_coordinator_hear_that_vigia_lives_once_a_day_also_over_a_restart()
    {
        await farm.PassAsync(TimeSpan.FromMinutes(61));
        Assert.DoesNotContain(farm.Sent, IsOfLife);

        await farm.PassAsync(TimeSpan.FromMinutes(2));
        farm.Kill();
        await farm.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(
            ["ramon", "yelitza"],
            farm.Sent.Where(IsOfLife).Select(text => text.Split(':')[0]).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task The_sign_of_life_has_the_farm_files_hour_and_neither_sleep_nor_budget_holds_it_back()
    {
        var yaml =
            CallFarm.Yaml.Replace(
                "phone: 0400-0000003",
                "phone: 0400-0000003, quiet: \"05:00-09:00\"",
                StringComparison.Ordinal
            ) + "\ncalls: { sign_of_life: \"06:10\", texts_a_day: 1 }\n";
        using var early = new CallFarm(yaml, at: new DateTimeOffset(2026, 3, 2, 5, 58, 0, TimeSpan.Zero));
        await early.PassAsync(TimeSpan.FromMinutes(11));
        Assert.DoesNotContain(early.Sent, IsOfLife);
        Assert.Contains(early.Sent, sent => sent.StartsWith("ramon: Le toca", StringComparison.Ordinal));

        await early.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(
            ["ramon", "yelitza"],
            early.Sent.Where(IsOfLife).Select(text => text.Split(':')[0]).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Who_does_not_want_the_sign_of_life_switches_it_off()
    {
        using var silent = new CallFarm(
            CallFarm.Yaml + "\ncalls: { sign_of_life: off }\n",
            at: new DateTimeOffset(2026, 3, 2, 6, 58, 0, TimeSpan.Zero)
        );
        await silent.PassAsync(TimeSpan.FromMinutes(5));

        Assert.DoesNotContain(silent.Sent, IsOfLife);
    }

    [Fact]
    public async Task The_night_belongs_to_the_day_before()
    {
        await farm.RaiseAsync(farm.Fire());
        Assert.StartsWith("jose: Puesto", farm.Sent[^1]);

        await farm.PassAsync(TimeSpan.FromMinutes(3));
        await farm.RaiseAsync(farm.Fire());
        Assert.StartsWith("ramon: Puesto", farm.Sent[^1]);
    }

    [Fact]
    public async Task What_came_in_quiet_hours_waits_for_the_morning()
    {
        using var night = new CallFarm(at: new DateTimeOffset(2026, 3, 1, 23, 0, 0, TimeSpan.Zero));
        var notice = night.AlertOf("damp", "porqueriza", "cerdos-1", Severity.Minor);
        night.Farm.Turn(
            night.Farm.Plan with
            {
                Roles = night.Farm.Plan.Roles.ToDictionary(
                    role => role.Key,
                    role => role.Key == "pig-barn" ? ["carmen", "jose"] : role.Value
                ),
            }
        );
        await night.RaiseAsync(notice);
        Assert.Empty(night.Sent);

        night.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 2, 6, 30, 0, TimeSpan.Zero));
        await night.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Contains(
            "carmen: Resumen de las 06:30: 1 aviso en Porqueriza. 1 sin enviar en su momento. Mire la pagina.",
            night.Sent
        );
        await night.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Single(night.Sent, sent => sent.Contains("Resumen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_morning_without_news_says_nothing()
    {
        farm.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 2, 12, 1, 0, TimeSpan.Zero));

        await farm.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Empty(farm.Sent);
    }

    private static bool IsOfLife(string text) => text.Contains("Comuna El Maizal: Vigia viv", StringComparison.Ordinal);
}
