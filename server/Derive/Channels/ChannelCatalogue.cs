namespace Vigia.Server.Derive.Channels;

/// <summary>Every channel Vigía can derive.</summary>
internal static class ChannelCatalogue
{
    public static IReadOnlyList<DerivedChannel> All { get; } =
    [.. AirChannels.All, .. WaterChannels.All, .. ProduceChannels.All, .. FireChannels.All];

    private static readonly Dictionary<string, DerivedChannel> ByName = All.ToDictionary(
        channel => channel.Name,
        StringComparer.OrdinalIgnoreCase
    );

    public static DerivedChannel? Called(string name) => ByName.GetValueOrDefault(name);
}
