using System.Globalization;
using Vigia.Wire;
using YamlDotNet.RepresentationModel;

namespace Vigia.Server.Farm;

/// <summary>One mapping of the farm file. What is wrong in it is added to the errors, with its line, and read as a default.</summary>
internal sealed class FarmSection(string file, YamlNode node, List<FarmError> errors)
{
    private readonly YamlMappingNode? mapping = node as YamlMappingNode;

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
        if (text.Length > 64 || text.AsSpan().ContainsAny(" \t,="))
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

    public TimeSpan Duration(string key, TimeSpan otherwise, TimeSpan longest)
    {
        if (Text(key, required: false) is not { } text)
        {
            return otherwise;
        }

        if (TryDuration(text, out var duration) && duration <= longest)
        {
            return duration;
        }

        Refuse(key, $"\"{text}\"; allowed: 0s to {longest.TotalHours:0}h, in ms, s, m or h");
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

    public void Refuse(string key, string words) => Add(Find(key) ?? node, $"{key}: {words}");

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

    private static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = default;
        var digits = text.AsSpan().TrimEnd("hms");
        if (
            !double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > 1e9
        )
        {
            return false;
        }

        TimeSpan? unit = text[digits.Length..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "s" => TimeSpan.FromSeconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => null,
        };
        duration = number * (unit ?? TimeSpan.Zero);
        return unit is not null;
    }
}
