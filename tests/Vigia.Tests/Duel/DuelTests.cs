using System.Globalization;

namespace Vigia.Tests.Duel;

/// <summary>
/// The node's and the server's state machines against each other, in memory, under a random schedule of losses, repeats,
/// re-orderings, kills, power cuts, overflows, failing commits, restored ledgers and clock steps; at the end the equation of the
/// wire contract. <c>VIGIA_DUEL_STEPS</c> and <c>VIGIA_DUEL_SEED</c> give another length and another schedule.
/// </summary>
public sealed class DuelTests(ITestOutputHelper output)
{
    private const long StepsThatShowAll = 200_000;

    [Fact]
    public void Whatever_happens_each_pack_is_stored_refused_or_named()
    {
        var steps = Setting("VIGIA_DUEL_STEPS") ?? 100_000;
        var seed = (int)(Setting("VIGIA_DUEL_SEED") ?? Random.Shared.Next());
        output.WriteLine($"seed {seed}, {steps} steps");
        var duel = new DuelSchedule(seed);

        for (var step = 0L; step < steps; step++)
        {
            duel.Step();
        }

        duel.Drain();

        var verdict = duel.Verdict;
        var wrong = verdict.Judge();
        output.WriteLine(verdict.Summary());
        output.WriteLine($"undated {duel.Undated}, healths with more boots than places {duel.HealthsWithRest}");
        Assert.True(wrong.Length == 0, $"seed {seed}\n{wrong}");
        if (steps >= StepsThatShowAll)
        {
            Assert.Empty(verdict.NeverSeen());
            Assert.True(duel is { Undated: > 0, HealthsWithRest: > 0 }, $"seed {seed}: no drafts, or never many boots");
        }
    }

    private static long? Setting(string name) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
