namespace Vigia.Tests.Edge.NodeFile;

public sealed class DeployTests
{
    private static readonly ILookup<string, string> Unit = File.ReadAllLines(NodeFileTests.Deploy("vigia-edge.service"))
        .Where(l => l.Contains('=') && l[0] != '#')
        .Select(l => l.Split('=', 2))
        .ToLookup(l => l[0], l => l[1]);

    [Theory]
    [InlineData("Type", "notify")]
    [InlineData("Restart", "always")]
    [InlineData("WatchdogSec", "30s")]
    [InlineData("RuntimeDirectory", "vigia-edge")]
    [InlineData("RuntimeDirectoryPreserve", "yes")]
    [InlineData("StateDirectory", "vigia-edge")]
    [InlineData("NoNewPrivileges", "yes")]
    [InlineData("ProtectSystem", "strict")]
    [InlineData("ProtectHome", "yes")]
    [InlineData("User", "vigia-edge")]
    [InlineData("WantedBy", "multi-user.target")]
    public void The_unit_says(string key, string value)
    {
        Assert.Equal([value], Unit[key]);
    }

    [Fact]
    public void The_unit_lets_the_agent_reach_its_buses_and_its_own_folder()
    {
        Assert.Contains("char-i2c rw", Unit["DeviceAllow"]);
        Assert.Contains("i2c", Assert.Single(Unit["SupplementaryGroups"]), StringComparison.Ordinal);
        Assert.Contains(
            "run --node /etc/vigia-edge/node.yaml",
            Assert.Single(Unit["ExecStart"]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void After_a_crash_the_unit_makes_the_siren_silent_and_a_node_without_one_is_no_failure()
    {
        var after = Assert.Single(Unit["ExecStopPost"]);

        Assert.StartsWith("-", after, StringComparison.Ordinal);
        Assert.EndsWith("vigia-edge siren --off --node /etc/vigia-edge/node.yaml", after, StringComparison.Ordinal);
    }

    [Fact]
    public void The_unit_gives_the_agent_longer_than_its_clean_end_takes()
    {
        Assert.Equal(["10s"], Unit["TimeoutStopSec"]);
    }
}
