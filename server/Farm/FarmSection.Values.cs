using System.Globalization;
using Vigia.Server.Derive.Channels;
using Vigia.Server.Derive.Expressions;
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
            Refuse(key, Words.NotAllowed(text, Words.Name(Topics.MaxNameLength)));
        }

        return text;
    }

    /// <summary>Of a key that is a name of the writer's own choice.</summary>
    public void CheckIdentifier(string key)
    {
        if (!Topics.IsName(key))
        {
            RefuseName(key, Words.NotAllowed(key, Words.Name(Topics.MaxNameLength)));
        }
    }

    public string PointName(string key)
    {
        var text = Text(key, required: true) ?? "";
        if (text.Length > 64 || text.AsSpan().ContainsAny(" \t,=/"))
        {
            Refuse(key, Words.NotAllowed(text, Words.Point));
        }

        return text;
    }

    public double Number(string key)
    {
        if (Text(key, required: true) is not { } text)
        {
            return 0;
        }

        if (text.StartsWith(ExpressionChannel.Sign))
        {
            return Reckoned(key, text[1..]);
        }

        if (
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
        )
        {
            return number;
        }

        Refuse(key, Words.NotAllowed(text, Words.Number));
        return 0;
    }

    // Of the values of the zone's kind and settings.
    private double Reckoned(string key, string expression)
    {
        string[] names = [.. page.Values.Keys];
        var (compiled, error) = Expression.Compile(expression, names);
        if (compiled?.Evaluate([.. page.Values.Values]) is { } value)
        {
            return value;
        }

        Refuse(
            key,
            error is null
                ? Words.NoValue(expression)
                : Words.WrongExpression(expression, error, string.Join(", ", names))
        );
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

        Refuse(key, Words.NotAllowed(text, Words.Between("1", $"{most}")));
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

        Refuse(key, Words.NotAllowed(text, Words.Span(Spans.Write(shortest), Spans.Write(longest))));
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

        Refuse(key, Words.NotAllowed(text, Words.Offset));
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
        Refuse(key, Words.NotAllowed(text, string.Join(", ", all), Near(text, all)));
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
                var both = new FarmSection(page, found);
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
