namespace Vigia.Edge.Uplink;

/// <summary>What the way to the server suffers. Safe for several threads.</summary>
internal interface ILinkTrouble
{
    /// <summary>The plug is pulled: what stands ends without a word, and nothing new can be begun.</summary>
    bool IsDown { get; }

    /// <summary>Whether this data pack is lost on the way: nobody hears of it, and it is sent again when its ack stays away.</summary>
    bool LosesNextPack();
}

/// <summary>A way that carries everything: all trouble is the network's own.</summary>
internal sealed class GoodWay : ILinkTrouble
{
    public static readonly GoodWay Always = new();

    public bool IsDown => false;

    public bool LosesNextPack() => false;
}
