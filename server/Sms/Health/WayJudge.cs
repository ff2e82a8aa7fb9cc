namespace Vigia.Server.Sms.Health;

/// <summary>From what a gateway says and what became of texts to whether the way is counted on. Pure.</summary>
internal static class WayJudge
{
    /// <param name="failedAt">When a text was last given up or taken from it, null: never.</param>
    /// <param name="sentAt">When it last sent one, null: never.</param>
    public static WayTrouble Of(
        GatewayHealth gateway,
        DateTimeOffset? failedAt,
        DateTimeOffset? sentAt,
        DateTimeOffset now,
        SmsPathOptions options
    ) =>
        gateway.State switch
        {
            GatewayState.Away => WayTrouble.Away,
            _ when gateway.Registration == Registration.Searching => WayTrouble.NoNetwork,
            GatewayState.Stuck => WayTrouble.Stuck,
            GatewayState.Silent => WayTrouble.Silent,
            _ when failedAt is { } failed
                    && (sentAt ?? DateTimeOffset.MinValue) < failed
                    && now - failed < options.FailureLasts => WayTrouble.NotSending,
            _ => WayTrouble.None,
        };

    /// <summary>Of all ways, in their order; those that send nothing to phones are left out before.</summary>
    public static SmsPathState Of(IReadOnlyList<WayHealth> ways) =>
        ways.Count == 0 ? SmsPathState.NotSet
        : ways[0].Trouble == WayTrouble.None ? SmsPathState.Works
        : ways.Any(way => way.Trouble == WayTrouble.None) ? SmsPathState.OnSecond
        : SmsPathState.Down;
}

/// <param name="Look">How often gateways are asked how they are.</param>
/// <param name="FailureLasts">A failure that nothing disproved counts for so long.</param>
internal sealed record SmsPathOptions(TimeSpan Look, TimeSpan FailureLasts)
{
    public static SmsPathOptions Default { get; } = new(TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(15));

    public SmsPathOptions Scaled(double factor) => new(Look * Math.Min(1, factor), FailureLasts * factor);
}
