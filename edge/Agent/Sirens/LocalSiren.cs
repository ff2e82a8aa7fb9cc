namespace Vigia.Edge.Sirens;

/// <summary>Why the node's own siren is on or off by the node's own judgement.</summary>
internal enum SirenReason
{
    NoAlarm,

    /// <summary>The server is there: it alerts, in better words than a siren's.</summary>
    ServerAlerts,

    /// <summary>An alarm stands, and nobody else can tell of it.</summary>
    ServerAway,
}

/// <summary>The local alarm: looks at the heartbeat, never at missing acks.</summary>
internal static class LocalSiren
{
    public static SirenReason Decide(bool alarmStands, TimeSpan silent, TimeSpan away)
    {
        if (!alarmStands)
        {
            return SirenReason.NoAlarm;
        }

        return silent >= away ? SirenReason.ServerAway : SirenReason.ServerAlerts;
    }
}
