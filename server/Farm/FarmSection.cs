using YamlDotNet.RepresentationModel;

namespace Vigia.Server.Farm;

/// <summary>One mapping of the farm file. What is wrong in it is added to the errors, with its line, and read as a default.</summary>
internal sealed partial class FarmSection(string file, YamlNode node, List<FarmError> errors)
{
    private string File => file;

    private readonly YamlMappingNode? mapping = node as YamlMappingNode;

    /// <summary>Where what is wrong is added to.</summary>
    public List<FarmError> Errors => errors;

    public bool Has(string key) => Find(key) is not null;

    public void AllowOnly(IReadOnlyList<string> keys)
    {
        if (mapping is null)
        {
            Add(node, $"keys and values are expected here: {string.Join(", ", keys)}");
            return;
        }

        foreach (var key in mapping.Children.Keys)
        {
            if (!keys.Contains(key.ToString()))
            {
                var near = NearestWord.Of(key.ToString(), keys);
                Add(key, $"\"{key}\" is no key{near}; known: {string.Join(", ", keys)}");
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
                return list.Children.Select(child => new FarmSection(file, child, errors));
            case YamlSequenceNode list:
                Add(list, $"{key}: {list.Children.Count} entries; allowed: up to {most}");
                return [];
            case var other:
                Add(other, $"{key}: a list is expected, each entry begins with \"- \"");
                return [];
        }
    }

    /// <summary>What stands below a key; null where the key is not there.</summary>
    public FarmSection? Below(string key) => Find(key) is { } found ? new FarmSection(file, found, errors) : null;

    /// <summary>Keys of the writer's own choice, with what stands below each.</summary>
    public IEnumerable<(string Key, FarmSection Below)> Entries(string key, int most)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlMappingNode map when map.Children.Count <= most:
                return map.Children.Select(entry => (entry.Key.ToString(), new FarmSection(file, entry.Value, errors)));
            case YamlMappingNode map:
                Add(map, $"{key}: {map.Children.Count} entries; allowed: up to {most}");
                return [];
            case var other:
                Add(other, $"{key}: names are expected, each with \": \" after it");
                return [];
        }
    }

    /// <summary>The same mapping with <paramref name="above"/> over it: what stands there wins.</summary>
    public FarmSection With(FarmSection above)
    {
        var merged = new YamlMappingNode();
        foreach (var children in new[] { above.mapping?.Children, mapping?.Children })
        {
            foreach (var (key, value) in children?.ToArray() ?? [])
            {
                if (!merged.Children.ContainsKey(key))
                {
                    merged.Add(key, value);
                }
            }
        }

        return new FarmSection(above.File, merged, errors);
    }

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

        Refuse(key, $"\"{text}\"{NearestWord.Of(text, names)}; known: {string.Join(", ", names)}");
        return "";
    }

    public void Refuse(string key, string words) => Add(Find(key) ?? node, $"{key}: {words}");

    private string Short(string key, string text, int longest)
    {
        if (text.Length > longest)
        {
            Refuse(key, $"{text.Length} letters; allowed: up to {longest}");
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
            Add(found, $"{key}: one value is expected");
        }
        else if (required && mapping is not null)
        {
            Add(node, $"{key} is missing");
        }

        return null;
    }

    private YamlNode? Find(string key) =>
        mapping is not null && mapping.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;

    private void Add(YamlNode at, string words) => errors.Add(new FarmError(file, (int)at.Start.Line, words));
}
