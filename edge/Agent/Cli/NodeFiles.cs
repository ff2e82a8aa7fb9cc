using Vigia.Edge.NodeFile;

namespace Vigia.Edge.Cli;

/// <summary>Reads node files and says of each what is wrong, or that it is good.</summary>
internal sealed class NodeFiles(Texts texts)
{
    /// <summary>Null when something was found, and said.</summary>
    public NodeConfig? ReadAloud(string file, TextWriter say)
    {
        var config = TryRead(file, say);
        if (config is not null)
        {
            say.WriteLine(texts.Good(config));
        }

        return config;
    }

    public NodeConfig? TryRead(string file, TextWriter sayWrong)
    {
        var (config, findings) = NodeFileReader.Read(file);
        foreach (var finding in findings)
        {
            sayWrong.WriteLine(texts.Describe(finding));
        }

        return config;
    }
}
