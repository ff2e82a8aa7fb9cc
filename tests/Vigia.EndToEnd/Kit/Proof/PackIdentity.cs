using Vigia.Wire;

namespace Vigia.EndToEnd.Kit.Proof;

/// <summary>(node, boot, seq) is the pack's identity.</summary>
internal readonly record struct PackIdentity(string Node, BootId Boot, long Seq)
{
    public override string ToString() => $"{Node}/{Boot}/{Seq}";

    /// <summary>The identity in a pack's bytes, null when they no longer hold one.</summary>
    public static PackIdentity? Of(string node, ReadOnlySpan<byte> bytes)
    {
        var decoder = new PackDecoder();
        decoder.Decode(bytes, node, new Pack());
        return decoder.Identity is { } identity ? new PackIdentity(node, identity.Boot, identity.Seq) : null;
    }
}
