using System.Globalization;
using Vigia.Wire;
using YamlDotNet.RepresentationModel;

namespace Vigia.Server.Farm;

/// <summary>The values of a section, each with what is allowed.</summary>
internal sealed partial class FarmSection
{
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
}
