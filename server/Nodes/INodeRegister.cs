namespace Vigia.Server.Nodes;

/// <summary>Who may speak, and as what.</summary>
internal interface INodeRegister
{
    /// <summary>True when <paramref name="user"/> (<c>SITE.NODE</c>) is known and <paramref name="secret"/> is its own.</summary>
    bool Verify(string user, ReadOnlySpan<byte> secret, out string node);

    /// <summary>Zone of a node now, or null: kept with each row at commit.</summary>
    string? ZoneOf(string node);

    bool Knows(string node);
}
