using System.Globalization;
using Vigia.Wire;
using YamlDotNet.RepresentationModel;

namespace Vigia.Server.Farm;

/// <summary>One mapping of the farm file. What is wrong in it is added to the errors, with its line, and read as a default.</summary>
internal sealed class FarmSection(string file, YamlNode node, List<FarmError> errors)
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

    /// <summary>One text for both languages, or one for each: <c>{es: …, en: …}</c>.</summary>
    public LocalText? LocalText(string key, int longest)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value.Length: > 0 } scalar:
                return Farm.LocalText.Of(Short(key, scalar.Value, longest));
            case var found:
                var both = new FarmSection(file, found, errors);
                both.AllowOnly(["es", "en"]);
                return new LocalText(
                    Short(key, both.Text("es", required: true) ?? "", longest),
                    Short(key, both.Text("en", required: true) ?? "", longest)
                );
        }
    }

    public string? Title(string key, int longest) =>
        Text(key, required: false) is { } text ? Short(key, text, longest) : null;

    /// <summary>A name as in topics.</summary>
    public string? Identifier(string key, bool required)
    {
        var text = Text(key, required);
        if (text is not null && !Topics.IsName(text))
        {
            Refuse(key, $"\"{text}\"; allowed: a-z, 0-9 and -, 1 to {Topics.MaxNameLength} letters");
        }

        return text;
    }

    public string PointName(string key)
    {
        var text = Text(key, required: true) ?? "";
        if (text.Length > 64 || text.AsSpan().ContainsAny(" \t,=/"))
        {
            Refuse(key, $"\"{text}\"; allowed: the name of a point, without spaces, up to 64 letters");
        }

        return text;
    }

    public double Number(string key)
    {
        if (Text(key, required: true) is not { } text)
        {
            return 0;
        }

        if (
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
        )
        {
            return number;
        }

        Refuse(key, $"\"{text}\"; allowed: a number, with a point for decimals");
        return 0;
    }

    public int Count(string key, int otherwise, int most)
    {
        if (Text(key, required: false) is not { } text)
        {
            return otherwise;
        }

        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count >= 1
            && count <= most
        )
        {
            return count;
        }

        Refuse(key, $"\"{text}\"; allowed: 1 to {most}");
        return otherwise;
    }

    public TimeSpan Duration(string key, TimeSpan otherwise, TimeSpan longest, TimeSpan shortest = default)
    {
        if (Text(key, required: false) is not { } text)
        {
            return otherwise;
        }

        if (Spans.TryRead(text, out var duration) && duration >= shortest && duration <= longest)
        {
            return duration;
        }

        Refuse(key, $"\"{text}\"; allowed: {Spans.Write(shortest)} to {Spans.Write(longest)}, in ms, s, m or h");
        return otherwise;
    }

    /// <summary>As <c>-04:00</c>.</summary>
    public TimeSpan UtcOffset(string key, TimeSpan otherwise)
    {
        if (Text(key, required: false) is not { } text)
        {
            return otherwise;
        }

        if (Spans.TryReadOffset(text, out var offset))
        {
            return offset;
        }

        Refuse(key, $"\"{text}\"; allowed: -12:00 to +14:00, as -04:00");
        return otherwise;
    }

    public T Word<T>(string key, string otherwise, IReadOnlyList<(string Word, T Meaning)> words)
    {
        var text = Text(key, required: false) ?? otherwise;
        foreach (var (word, meaning) in words)
        {
            if (word == text)
            {
                return meaning;
            }
        }

        var all = words.Select(word => word.Word).ToArray();
        Refuse(key, $"\"{text}\"{NearestWord.Of(text, all)}; allowed: {string.Join(", ", all)}");
        return words[0].Meaning;
    }

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
