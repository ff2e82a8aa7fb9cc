using Vigia.Server.Farm.Words;
using YamlDotNet.RepresentationModel;

namespace Vigia.Server.Farm;

/// <summary>One mapping of the farm file. What is wrong in it is added to the errors, with its line, and read as a default.</summary>
internal sealed partial class FarmSection(FarmPage page, YamlNode node)
{
    private readonly YamlMappingNode? mapping = node as YamlMappingNode;

    /// <summary>The file it stands in, and where what is wrong is added to.</summary>
    public FarmPage Page => page;

    public FarmWords Words => page.Words;

    public bool Has(string key) => Find(key) is not null;

    public void AllowOnly(IReadOnlyList<string> keys)
    {
        if (mapping is null)
        {
            Add(node, Words.KeysExpected(string.Join(", ", keys)));
            return;
        }

        foreach (var key in mapping.Children.Keys)
        {
            if (!keys.Contains(key.ToString()))
            {
                Add(key, Words.UnknownKey(key.ToString(), Near(key.ToString(), keys), string.Join(", ", keys)));
            }
        }
    }

    public IEnumerable<FarmSection> List(string key, int most)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlSequenceNode list when list.Children.Count <= most:
                return list.Children.Select(child => new FarmSection(page, child));
            case YamlSequenceNode list:
                Add(list, $"{key}: {Words.TooMany(list.Children.Count, most)}");
                return [];
            case var other:
                Add(other, $"{key}: {Words.ListExpected}");
                return [];
        }
    }

    /// <summary>What stands below a key; null where the key is not there.</summary>
    public FarmSection? Below(string key) => Find(key) is { } found ? new FarmSection(page, found) : null;

    /// <summary>Keys of the writer's own choice, with what stands below each.</summary>
    public IEnumerable<(string Key, FarmSection Below)> Entries(string key, int most)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlMappingNode map when map.Children.Count <= most:
                return map.Children.Select(entry => (entry.Key.ToString(), new FarmSection(page, entry.Value)));
            case YamlMappingNode map:
                Add(map, $"{key}: {Words.TooMany(map.Children.Count, most)}");
                return [];
            case var other:
                Add(other, $"{key}: {Words.NamesExpected}");
                return [];
        }
    }

    /// <summary>A value that is judged later; null where there is none.</summary>
    public string? Peek(string key) => Find(key) is YamlScalarNode { Value.Length: > 0 } scalar ? scalar.Value : null;

    /// <summary>As written, but for spaces and comments.</summary>
    public override string ToString() => node.ToString();

    /// <summary>The whole section is one word.</summary>
    public string? Word() => node is YamlScalarNode { Value: { } word } ? word : null;

    /// <summary>One of these names; empty where it is not.</summary>
    public string OneOf(string key, IReadOnlyList<string> names)
    {
        if (Text(key, required: true) is not { } text)
        {
            return "";
        }

        if (names.Contains(text))
        {
            return text;
        }

        Refuse(key, Words.Unknown(text, Near(text, names), string.Join(", ", names)));
        return "";
    }

    public void Refuse(string key, string words) => Add(Find(key) ?? node, $"{key}: {words}");

    /// <summary>Said to the writer; the file is good all the same.</summary>
    public void Warn(string key, string words) =>
        page.Errors.Add(
            new FarmError(page.File, LineOf(Find(key) ?? node), Words.Warning($"{key}: {words}"), FarmErrorKind.Warning)
        );

    /// <summary>A word of these that is near, as a question; else nothing.</summary>
    public string Near(string written, IReadOnlyList<string> words) =>
        NearestWord.Among(written, words, NearestWord.Typo) is { Length: > 0 } near ? Words.DidYouMean(near) : "";

    private string Short(string key, string text, int longest)
    {
        if (text.Length > longest)
        {
            Refuse(key, Words.TooLong(text.Length, longest));
        }

        return text;
    }

    private string? Text(string key, bool required)
    {
        var found = Find(key);
        if (found is YamlScalarNode { Value.Length: > 0 } scalar)
        {
            return scalar.Value;
        }

        if (found is not null)
        {
            Add(found, $"{key}: {Words.OneValueExpected}");
        }
        else if (required && mapping is not null)
        {
            Add(node, Words.Missing(key));
        }

        return null;
    }

    private YamlNode? Find(string key) =>
        mapping is not null && mapping.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;

    private void Add(YamlNode at, string words) => page.Errors.Add(new FarmError(page.File, LineOf(at), words));

    private static int LineOf(YamlNode at) => (int)at.Start.Line;
}
