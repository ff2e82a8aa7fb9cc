using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Vigia.Edge.NodeFile;

/// <summary>
/// One mapping of the file, read key by key. What is wrong is added to the findings and read as the default,
/// so that one look finds everything.
/// </summary>
internal sealed class YamlMap(YamlMappingNode node, string path, Findings findings)
{
    // A longer list is no farm's.
    private const int MostItems = 64;

    private readonly List<string> asked = [];

    public long Line => node.Start.Line;

    public bool Has(string key) => node.Children.ContainsKey(new YamlScalarNode(key));

    public string KeyPath(string key) => path.Length == 0 ? key : $"{path}.{key}";

    public long LineOf(string key) => Find(key)?.Start.Line ?? Line;

    public string Text(string key, int longest = 255)
    {
        if (Scalar(key, isRequired: true, Shape.Text) is not { } text)
        {
            return "";
        }

        if (text.Length == 0)
        {
            Wrong(FindingKind.Empty, key, text);
        }
        else if (text.Length > longest)
        {
            Wrong(FindingKind.TooLarge, key, text, $"{longest}");
        }

        return text;
    }

    public string? OptionalText(string key) => Optional(key) ? Text(key) : null;

    /// <summary>Whether a key that may be left out stands there.</summary>
    public bool Optional(string key)
    {
        asked.Add(key);
        return Has(key);
    }

    public int Whole(string key, int least, int most, int? otherwise = null)
    {
        if (Scalar(key, isRequired: otherwise is null, Shape.WholeNumber) is not { } text)
        {
            return otherwise ?? least;
        }

        if (!TryWhole(text, out var number))
        {
            WrongShape(key, text, Shape.WholeNumber);
        }
        else if (number < least || number > most)
        {
            OutOfRange(key, text, $"{least} – {most}");
        }

        return number;
    }

    /// <param name="otherwise">Null when it has to stand there.</param>
    public double Number(string key, double least, double most, double? otherwise = 0)
    {
        if (Scalar(key, isRequired: otherwise is null, Shape.Number) is not { } text)
        {
            return otherwise ?? least;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            WrongShape(key, text, Shape.Number);
        }
        else if (!(number >= least && number <= most))
        {
            OutOfRange(key, text, string.Create(CultureInfo.InvariantCulture, $"{least} – {most}"));
        }

        return number;
    }

    public bool Flag(string key, bool otherwise)
    {
        var text = Scalar(key, isRequired: false, Shape.TrueOrFalse);
        if (text is not (null or "true" or "false"))
        {
            WrongShape(key, text, Shape.TrueOrFalse);
        }

        return text is null ? otherwise : text == "true";
    }

    public TimeSpan Time(string key, TimeSpan least, TimeSpan most, TimeSpan otherwise)
    {
        if (Scalar(key, isRequired: false, Shape.Duration) is not { } text)
        {
            return otherwise;
        }

        if (!Amounts.TryTime(text, out var span))
        {
            WrongShape(key, text, Shape.Duration);
        }
        else if (span < least || span > most)
        {
            OutOfRange(key, text, $"{Amounts.Write(least)} – {Amounts.Write(most)}");
        }

        return span;
    }

    public long Size(string key, long least, long most, long otherwise)
    {
        if (Scalar(key, isRequired: false, Shape.Size) is not { } text)
        {
            return otherwise;
        }

        if (!Amounts.TrySize(text, out var bytes))
        {
            WrongShape(key, text, Shape.Size);
        }
        else if (bytes < least || bytes > most)
        {
            OutOfRange(key, text, $"{Amounts.Write(least)} – {Amounts.Write(most)}");
        }

        return bytes;
    }

    public YamlMap? Map(string key, bool isRequired)
    {
        if (Child(key, isRequired) is not { } child)
        {
            return null;
        }

        if (child is YamlMappingNode mapping)
        {
            return new YamlMap(mapping, KeyPath(key), findings);
        }

        WrongShape(key, "", Shape.Mapping);
        return null;
    }

    public IReadOnlyList<YamlMap> Maps(string key)
    {
        if (Child(key, isRequired: false) is not { } child)
        {
            return [];
        }

        if (child is not YamlSequenceNode list)
        {
            WrongShape(key, "", Shape.List);
            return [];
        }

        if (list.Children.Count > MostItems)
        {
            findings.Add(FindingKind.TooMany, LineOf(key), KeyPath(key), $"{list.Children.Count}", $"{MostItems}");
        }

        return [.. list.Children.Take(MostItems).Index().Select(i => Item(key, i.Index, i.Item)).OfType<YamlMap>()];
    }

    /// <summary>Names every key that nobody asked for.</summary>
    public void Done()
    {
        foreach (var key in node.Children.Keys)
        {
            var word = (key as YamlScalarNode)?.Value ?? "";
            if (!asked.Contains(word))
            {
                var allowed = string.Join(", ", asked.Distinct());
                var nearest = Nearest.To(word, asked);
                findings.Add(FindingKind.UnknownKey, key.Start.Line, KeyPath(word), word, allowed, nearest);
            }
        }
    }

    public void Wrong(FindingKind kind, string key, string value, string allowed = "", string nearest = "") =>
        findings.Add(kind, LineOf(key), KeyPath(key), value, allowed, nearest);

    /// <summary>One of several words was allowed, and another stands there.</summary>
    public void UnknownWord(string key, string word, IReadOnlyList<string> known) =>
        Wrong(FindingKind.UnknownWord, key, word, string.Join(", ", known), Nearest.To(word, known));

    private static bool TryWhole(string text, out int number) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private YamlMap? Item(string key, int index, YamlNode item)
    {
        var itemPath = $"{KeyPath(key)}[{index + 1}]";
        if (item is YamlMappingNode mapping)
        {
            return new YamlMap(mapping, itemPath, findings);
        }

        findings.Add(FindingKind.WrongShape, item.Start.Line, itemPath, shape: Shape.Mapping);
        return null;
    }

    private string? Scalar(string key, bool isRequired, Shape shape)
    {
        var child = Child(key, isRequired);
        if (child is null or YamlScalarNode)
        {
            return (child as YamlScalarNode)?.Value;
        }

        WrongShape(key, "", shape);
        return null;
    }

    private YamlNode? Child(string key, bool isRequired)
    {
        asked.Add(key);
        var child = Find(key);
        if (child is null && isRequired)
        {
            findings.Add(FindingKind.Missing, Line, KeyPath(key));
        }

        return child;
    }

    private YamlNode? Find(string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private void WrongShape(string key, string value, Shape shape) =>
        findings.Add(FindingKind.WrongShape, LineOf(key), KeyPath(key), value, shape: shape);

    private void OutOfRange(string key, string value, string allowed) =>
        findings.Add(FindingKind.OutOfRange, LineOf(key), KeyPath(key), value, allowed);
}
