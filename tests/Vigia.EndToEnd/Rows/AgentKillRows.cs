using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Proof;

namespace Vigia.EndToEnd.Rows;

public sealed class AgentKillRows
{
    private static readonly int[] Counts = Form.Of<int[]>(inShort: [3, 1], whole: [2, 5, 1, 9, 3]);

    [Theory]
    [BothWays(
        "edge.before-ready",
        "edge.after-ready",
        "edge.before-publish",
        "edge.after-publish",
        "edge.before-delete"
    )]
    public async Task An_agent_killed_again_and_again_loses_at_most_its_open_pack(Way way, string place)
    {
        await using var farm = await Farm.OpenAsync(way);

        foreach (var count in Counts)
        {
            var agent = farm.StartAgent(change: plan => plan with { CrashAt = $"{place}:{count}" });
            await agent.Program.CrashesAsync();
        }

        await farm.ProveAsync(new Allowed { AgentKills = Counts.Length });
    }
}
