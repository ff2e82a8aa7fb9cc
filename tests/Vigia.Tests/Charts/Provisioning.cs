using Vigia.Tests.Repository;
using YamlDotNet.RepresentationModel;

namespace Vigia.Tests.Charts;

/// <summary>What Grafana finds when it starts.</summary>
internal static class Provisioning
{
    public const string SourceFile = "dashboards/provisioning/datasources/vigia.yaml";
    public const string ProviderFile = "dashboards/provisioning/dashboards/vigia.yaml";

    public static YamlNode Source => Read(SourceFile)["datasources"][0];

    public static IReadOnlyList<YamlNode> Providers => [.. (YamlSequenceNode)Read(ProviderFile)["providers"]];

    public static string SourceUid => Source["uid"].ToString();

    /// <summary>One service of the compose file.</summary>
    public static YamlNode Service(string name) => Read("docker-compose.yml")["services"][name];

    private static YamlNode Read(string path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Checkout.Read(path)));
        return stream.Documents[0].RootNode;
    }
}
