using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vigia.Edge.NodeFile;

/// <summary>A text that shall be one YAML mapping.</summary>
internal static class YamlText
{
    /// <summary>Null with a finding that says where it is none.</summary>
    public static YamlMap? Parse(string text, Findings findings)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException wrong)
        {
            findings.Add(FindingKind.NotYaml, wrong.Start.Line, value: wrong.Message);
            return null;
        }

        if (yaml.Documents is [{ RootNode: YamlMappingNode mapping }])
        {
            return new YamlMap(mapping, "", findings);
        }

        findings.Add(FindingKind.NotYaml, 1);
        return null;
    }
}
