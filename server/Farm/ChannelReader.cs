using Vigia.Server.Derive.Channels;
using Vigia.Server.Derive.Expressions;
using Vigia.Server.Derive.Live;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Server.Farm;

/// <summary>Reads what somebody wants derived: Vigía's own channels by name, and formulas of points.</summary>
internal static class ChannelReader
{
    /// <summary>Of one zone.</summary>
    public const int MaxChannels = 32;

    private static readonly string[] ChannelKeys = ["name", "title", "unit", "formula"];

    /// <summary>Names of Vigía's own channels that a kind derives.</summary>
    public static IReadOnlyList<string> ReadDerive(FarmSection kind) =>
        kind.NamesOf("derive", ZoneChannels.Names, ZoneChannels.Names.Count);

    /// <param name="points">Names of points that formulas may use beside those of known quantities; <c>*</c> at the end.</param>
    /// <param name="above">Channels that formulas may use too.</param>
    public static IReadOnlyList<OwnChannel> Read(
        FarmSection section,
        IReadOnlyList<string> points,
        IReadOnlyList<OwnChannel> above
    )
    {
        var all = above.ToList();
        foreach (var one in section.List("channels", MaxChannels))
        {
            one.AllowOnly(ChannelKeys);
            var name = one.PointName("name");
            if (all.Exists(other => other.Name == name))
            {
                one.Refuse("name", one.Words.ChannelTaken(name));
            }
            else if (Quantity.Derived.Any(known => known.Name == name) || points.Contains(name))
            {
                one.Refuse("name", one.Words.ChannelOfVigia(name));
            }

            if (ReadFormula(one, name, [.. points, .. all.Select(other => other.Name)]) is { } formula)
            {
                all.Add(
                    new OwnChannel(
                        name,
                        one.LocalText("title", FarmFile.LongestTitle) ?? LocalText.Of(name),
                        one.Title("unit", LongestUnit) ?? "",
                        formula
                    )
                    {
                        Values = one.Page.Values,
                    }
                );
            }
        }

        return [.. all.Skip(above.Count)];
    }

    private const int LongestUnit = 16;

    private static DerivedChannel? ReadFormula(FarmSection section, string name, IReadOnlyList<string> points)
    {
        if (section.Title("formula", Expression.MostLetters) is not { } text)
        {
            section.Refuse("formula", section.Words.Missing("formula"));
            return null;
        }

        var values = section.Page.Values.Keys;
        string[] known =
        [
            .. NamesIn(text).Where(used => IsPoint(used, points)),
            .. values,
            .. points.Where(point => !point.EndsWith('*')),
            .. Quantity.All.Select(quantity => quantity.Name),
        ];
        var (channel, error) = ExpressionChannel.Compile(name, text, [.. known.Distinct()]);
        if (error is not null)
        {
            section.Refuse("formula", section.Words.WrongExpression(text, error, string.Join(", ", known.Distinct())));
        }
        else if (channel!.Inputs.All(input => values.Contains(input.Name)))
        {
            section.Refuse("formula", section.Words.NoPoint(text));
            return null;
        }

        return channel;
    }

    private static bool IsPoint(string name, IReadOnlyList<string> points) =>
        points.Any(point => new PointPattern(point).Matches(name))
        || (Quantity.Of(name, null) != Quantity.Other && ChannelCatalogue.Called(name) is null);

    private static IEnumerable<string> NamesIn(string text)
    {
        var lexer = new Lexer(text);
        for (var token = lexer.Next(); token.Kind is not (TokenKind.End or TokenKind.Unknown); token = lexer.Next())
        {
            if (token.Kind == TokenKind.Name)
            {
                yield return token.Text;
            }
        }
    }
}
