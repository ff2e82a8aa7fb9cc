using System.Globalization;

namespace Vigia.Tests.Duel;

/// <summary>
/// The node's and the server's state machines against each other, in memory, under a random schedule of losses, repeats,
/// re-orderings, kills, power cuts, overflows, failing commits, restored ledgers and clock steps; at the end the equation of the
/// wire contract. <c>VIGIA_DUEL_STEPS</c> and <c>VIGIA_DUEL_SEED</c> give another length and another schedule; a long duel is
/// many of <see cref="StepsOfOne"/>, each with the next seed and its own verdict.
/// </summary>
[Trait("beside", "browser")]
public sealed class DuelTests(ITestOutputHelper output)
{
    private const long StepsOfOne = 100_000;
    private const string NoDrafts = "packs without a time";
    private const string NoRest = "more boots than held has places";

    [Fact]
    public void Whatever_happens_each_pack_is_stored_refused_or_named()
    {
        var duels = 0;
        var neverSeen = new DuelSchedule(0).Verdict.NeverSeen().Append(NoDrafts).Append(NoRest).ToHashSet();
        var left = Setting("VIGIA_DUEL_STEPS") ?? 10 * StepsOfOne;
        for (var seed = (int)(Setting("VIGIA_DUEL_SEED") ?? Random.Shared.Next(1_000_000)); left > 0; seed++)
        {
            neverSeen.IntersectWith(Fight(seed, Math.Min(left, StepsOfOne)));
            left -= StepsOfOne;
            duels++;
        }

        // Rare kinds need not come in each duel, but a schedule that never has them shows nothing of them.
        Assert.True(duels < 5 || neverSeen.Count == 0, $"never seen: {string.Join(", ", neverSeen)}");
    }

    /// <returns>Kinds of trouble that did not come.</returns>
    private IEnumerable<string> Fight(int seed, long steps)
    {
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
        return
        [
            .. verdict.NeverSeen(),
            .. duel.Undated > 0 ? Array.Empty<string>() : [NoDrafts],
            .. duel.HealthsWithRest > 0 ? Array.Empty<string>() : [NoRest],
        ];
    }

    private static long? Setting(string name) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
