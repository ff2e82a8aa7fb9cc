using Vigia.Edge.Simulation.Nature;

namespace Vigia.Tests.Fire;

/// <summary>The rows of the scenario suite, each on a fresh farm: what it has to come to is in its file.</summary>
[Trait("part", "farm")]
public sealed class ScenarioTests(ITestOutputHelper output)
{
    /// <summary>A day of the dry season, at midnight on the farm's clock.</summary>
    internal static readonly DateTimeOffset Midnight = new(2026, 3, 3, 0, 0, 0, Sun.UtcOffset);

    private static readonly FireScript Script = FireScript.Read();

    public static TheoryData<string> Rows => [.. Script.Rows.Select(row => row.Name)];

    public static TheoryData<string> Faults => [.. Script.FaultRows.Select(row => row.Name)];

    [Theory, MemberData(nameof(Rows))]
    public void A_scenario_comes_to_what_it_should(string name)
    {
        var row = Script.Rows.Single(known => known.Name == name);

        var outcome = Live(row);

        Tell(outcome);
        AssertAsWritten(row, outcome);
    }

    [Theory, MemberData(nameof(Faults))]
    public void One_chip_that_fails_is_told_to_nobody(string name)
    {
        var outcome = Live(Script.FaultRows.Single(known => known.Name == name));

        Tell(outcome);
        Assert.Equal(0, outcome.Sms);
        Assert.True(outcome.Surest <= Server.Rules.FireStage.Suspected);
    }

    private static FireOutcome Live(FireRow row)
    {
        using var bench = new FireBench(Midnight + row.At, Script.Seed, row.IsHot);
        return bench.Live(row.Events, row.Lasts, Script.NearEvery, Script.CalmEvery);
    }

    private static void AssertAsWritten(FireRow row, FireOutcome outcome)
    {
        Assert.Equal(row.Sms ?? outcome.Sms, outcome.Sms);
        Assert.Equal(row.Brigade ?? outcome.Brigade, outcome.Brigade);
        Assert.InRange(outcome.FalseSuspected.Count(), 0, row.Suspected ?? 0);
        Assert.Equal(row.Stage ?? $"{outcome.Surest}", $"{outcome.Surest}");
        if (row.Fires is { } fires)
        {
            var told = outcome.Fires.Where(fire => fire.Probable is not null).ToArray();
            Assert.Equal(fires, told.Length);
            Assert.All(told, fire => Assert.True(fire.IsToldWithin(Script.Within), $"{fire.FromSecond}"));
        }
    }

    private void Tell(FireOutcome outcome)
    {
        foreach (var fire in outcome.Fires)
        {
            output.WriteLine(
                $"fire at post {fire.Event.Post}: Probable {fire.FromIgnition?.TotalSeconds:0} s after ignition, {fire.FromSecond?.TotalSeconds:0} s after the second evidence"
            );
        }

        foreach (var incident in outcome.Incidents)
        {
            output.WriteLine(
                $"{incident.Zone} {string.Join(", ", incident.Steps.Select(step => $"{step.At:HH:mm:ss} {step.Reason}"))}"
            );
            foreach (var (_, text) in incident.Texts)
            {
                output.WriteLine($"  {text}");
            }
        }
    }
}
