using System.Security.Cryptography;

namespace Vigia.Server.Health;

/// <summary>Which server this is, and which start of it.</summary>
/// <param name="Since">Unix seconds of the start.</param>
internal sealed record ServerSelf(string Id, string Run, double Since)
{
    public static ServerSelf Start(string id, long nowMs) =>
        new(id, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), nowMs / 1000.0);
}
