using System.Globalization;

namespace Vigia.Server.Derive.Expressions;

internal enum TokenKind
{
    End,
    Number,
    Name,
    Symbol,

    /// <summary>Nothing the language knows.</summary>
    Unknown,
}

/// <param name="Start">From 0.</param>
/// <param name="Text">A name without its brackets.</param>
internal readonly record struct Token(TokenKind Kind, int Start, string Text, double Number = 0)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;
}

/// <summary>Cuts an expression into tokens. Names with other characters than letters, digits and _ stand in brackets: <c>[soil_moisture-1]</c>.</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] Symbols =
    [
        "<=",
        ">=",
        "==",
        "!=",
        "<",
        ">",
        "+",
        "-",
        "*",
        "/",
        "^",
        "(",
        ")",
        ",",
    ];

    private int at;

    public Token Next()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        if (at == text.Length)
        {
            return new(TokenKind.End, at, "");
        }

        return text[at] switch
        {
            '[' => Bracketed(),
            >= '0' and <= '9' or '.' => Number(),
            var c when IsNameStart(c) => Name(),
            _ => Symbol(),
        };
    }

    public static bool IsPlainName(string name) =>
        name.Length > 0 && IsNameStart(name[0]) && name.All(c => IsNameStart(c) || char.IsAsciiDigit(c));

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    private Token Bracketed()
    {
        var start = at;
        var end = text.IndexOf(']', start);
        if (end < 0)
        {
            at = text.Length;
            return new(TokenKind.Unknown, start, "[");
        }

        at = end + 1;
        return new(TokenKind.Name, start, text[(start + 1)..end]);
    }

    private Token Name()
    {
        var start = at;
        while (at < text.Length && (IsNameStart(text[at]) || char.IsAsciiDigit(text[at])))
        {
            at++;
        }

        return new(TokenKind.Name, start, text[start..at]);
    }

    // 12, 12.5, .5, 1e-3: nothing else, and nothing that does not fit a double.
    private Token Number()
    {
        var start = at;
        Digits();
        if (at < text.Length && text[at] == '.')
        {
            at++;
            Digits();
        }

        var exponent = at + (at + 1 < text.Length && text[at + 1] is '+' or '-' ? 2 : 1);
        if (at < text.Length && text[at] is 'e' or 'E' && exponent < text.Length && char.IsAsciiDigit(text[exponent]))
        {
            at = exponent;
            Digits();
        }

        var written = text[start..at];
        return
            double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? new(TokenKind.Number, start, written, number)
            : new(TokenKind.Number, start, written, double.NaN);
    }

    private void Digits()
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }
    }

    private Token Symbol()
    {
        var start = at;
        foreach (var symbol in Symbols)
        {
            if (text.AsSpan(start).StartsWith(symbol, StringComparison.Ordinal))
            {
                at += symbol.Length;
                return new(TokenKind.Symbol, start, symbol);
            }
        }

        at++;
        return new(TokenKind.Unknown, start, text[start..at]);
    }
}
