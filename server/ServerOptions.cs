namespace Vigia.Server;

/// <summary>What every part of the server has to know of its place.</summary>
/// <param name="Site">Name of the site: second level of every topic.</param>
/// <param name="DataFolder">Holds <c>vigia.db</c>, <c>ledger.db</c>, <c>identity/</c>, <c>vigia.sock</c>.</param>
/// <param name="TimerScale">Factor on every timer of the protocol: 1 on a farm, less in tests.</param>
internal sealed record ServerOptions(string Site, string DataFolder, double TimerScale = 1)
{
    public TimeSpan Scaled(TimeSpan timer) => timer * TimerScale;
}
