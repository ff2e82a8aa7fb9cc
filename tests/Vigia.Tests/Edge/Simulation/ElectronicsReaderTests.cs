using Vigia.Edge.Cli;
using Vigia.Edge.NodeFile;
using Vigia.Edge.Simulation.Electronics;

namespace Vigia.Tests.Edge.Simulation;

public sealed class ElectronicsReaderTests
{
    private const string Good = """
        seed: 7
        link:
          loss: 0.1
        power: { brown_outs: 2, lasts: 500ms }
        chips:
          - chip: sht3x
            bad_checksums: 3
            noise: { temperature: 0.2 }
          - chip: ads1115
            drift: { volts: 0.01 }
        """;

    [Fact]
    public void A_good_file_says_how_far_from_ideal_everything_is()
    {
        var plan = Read(Good);

        Assert.Equal((7, 0.1, 2), (plan.Seed, plan.LinkLoss, plan.BrownOuts));
        Assert.Equal(TimeSpan.FromMilliseconds(500), plan.BrownOut);
        Assert.Equal((3, 0.2), (plan.Of("sht3x").BadChecksums, plan.Of("sht3x").Noise["temperature"]));
        Assert.Equal(0.01, plan.Of("ads1115").Drift["volts"]);
        Assert.Equal(0, plan.Of("ds18b20").BadChecksums);
    }

    [Fact]
    public void The_ordinary_electronics_spoil_one_answer_an_hour_and_lose_two_packs_of_a_hundred()
    {
        var plan = ElectronicsReader.Ordinary();

        Assert.Equal(0.02, plan.LinkLoss);
        Assert.All(["sht3x", "scd4x", "ds18b20"], chip => Assert.Equal(1, plan.Of(chip).BadChecksums));
        Assert.True(plan.BrownOuts > 0);
    }

    [Theory]
    [InlineData("  loss: 0.1", "  loss: 0.9", "e.yaml:3: link.loss: '0.9' is out of range; 0 – 0.5 is allowed.")]
    [InlineData("seed: 7", "seed: many", "e.yaml:1: seed: 'many' must be a whole number.")]
    [InlineData("temperature", "humid", "e.yaml:8: chips[1].noise.humid: I don't know this key")]
    [InlineData("chip: sht3x", "chip: sht31", "e.yaml:6: chips[1].chip: 'sht31' is not one of sht3x, scd4x")]
    [InlineData("chip: ads1115", "chip: sht3x", "e.yaml:9: chips[2].chip: 'sht3x' is taken already.")]
    [InlineData("link:", "lnk:", "e.yaml:2: lnk: I don't know this key")]
    [InlineData("{ brown_outs: 2", "{ brown_outs: 2, ", "e.yaml:4: this is no YAML")]
    public void What_is_wrong_is_told_with_file_line_key_value_and_range(string good, string bad, string words)
    {
        var (plan, findings) = ElectronicsReader.Parse(Good.Replace(good, bad, StringComparison.Ordinal), "e.yaml");

        Assert.Null(plan);
        Assert.Contains(findings, f => new TextsEn().Describe(f).StartsWith(words, StringComparison.Ordinal));
    }

    private static ElectronicsPlan Read(string text)
    {
        var (plan, findings) = ElectronicsReader.Parse(text, "e.yaml");
        Assert.Empty(findings);
        return plan!;
    }
}
