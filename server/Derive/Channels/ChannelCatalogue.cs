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

    /// <summary>Names of channels, and of their outputs: each output can be had alone.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [.. ByName.Keys.Concat(All.SelectMany(channel => channel.Outputs).Select(output => output.Name)).Distinct()];

    public static DerivedChannel? Called(string name) => ByName.GetValueOrDefault(name) ?? WithOutput(name);

    private static DerivedChannel? WithOutput(string name)
    {
        bool IsMeant(ChannelOutput output) => output.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
        var channel = All.FirstOrDefault(channel => channel.Outputs.Any(IsMeant));
        return channel?.Only(channel.Outputs.First(IsMeant).Name, channel.Title);
    }
}
