using System.Globalization;

namespace Vigia.Tests.Fire;

/// <summary>
/// Some weeks of a year of fires, nuisances and faults in every run; the whole year by <c>tests/run --fire-year [--seed N]</c>, which
/// prints the figures.
/// </summary>
[Trait("part", "farm")]
public sealed class FireYearTests(ITestOutputHelper output)
{
    private const int Year = 52;
    private const int Short = 2;

    /// <summary>Of a commune: what people still get up for.</summary>
    private const double MostFalseSmsAMonth = 1;

    /// <summary>Of the fires at a post that was heard.</summary>
    private const double LeastNoticed = 0.97;

    private static readonly FireScript Script = FireScript.Read();

    [Fact]
    public void Some_weeks_hold_what_a_year_does() => Live(Short, Script.Seed);

    [Fact(Explicit = true)]
    public void A_year_of_fires_is_told_in_time_and_little_else()
    {
        var outcome = Live(Year, Seed);

        Assert.InRange(outcome.FalseSms / (outcome.Lasted.TotalDays / 30.4), 0, MostFalseSmsAMonth);
    }

    private static int Seed =>
        int.TryParse(Environment.GetEnvironmentVariable("VIGIA_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? seed
            : Script.Seed;

    private FireOutcome Live(int weeks, int seed)
    {
        var events = FireYear.Draw(Script, seed, weeks);
        using var bench = new FireBench(ScenarioTests.Midnight, seed, isHot: false);

        var outcome = bench.Live(events, TimeSpan.FromDays(7 * weeks), Script.NearEvery, Script.CalmEvery);

        output.WriteLine($"seed {seed}: tests/run --fire-year --seed {seed}");
        foreach (var line in FireFigures.Of(outcome, events, weeks))
        {
            output.WriteLine(line);
        }

        foreach (var incident in outcome.False.Where(incident => incident.Texts.Count > 0))
        {
            var around = events.Where(e => e.IsAt(incident.Raised - ScenarioTests.Midnight));
            var why = string.Join(", ", around.Select(e => $"{e.What} {e.Chip} {e.Fault} at {e.Post}"));
            output.WriteLine($"false SMS at {incident.Raised:MM-dd HH:mm}: {incident.Texts[0].Text} ({why})");
        }

        var (expected, declared) = FireFigures.Sort(outcome, events);
        Assert.NotEmpty(expected);
        Assert.InRange(
            expected.Count(fire => fire.Probable is not null),
            LeastNoticed * expected.Count,
            expected.Count
        );
        Assert.All(
            expected,
            fire => Assert.True(fire.IsToldWithin(Script.Within), $"{fire.Ignition}: {fire.FromSecond}")
        );
        Assert.All(declared, fire => Assert.Null(fire.Probable));
        Assert.InRange(outcome.FalseSuspectedAWeek, 0, 1);
        return outcome;
    }
}
