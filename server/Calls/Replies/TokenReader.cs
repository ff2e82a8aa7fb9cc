using System.Buffers;
using System.Text.RegularExpressions;

namespace Vigia.Server.Calls.Replies;

/// <summary>A text as its words. Pure.</summary>
internal static partial class TokenReader
{
    private static readonly SearchValues<char> EndsOfParts = SearchValues.Create(".,;:!?¡¿\n");

    /// <summary>A text of an SMS is short: a pattern that takes longer is none.</summary>
    private const int MostMs = 100;

    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        var left = text.AsSpan()[..Math.Min(text.Length, ReplyReader.Most)];
        while (left.Length > 0)
        {
            var end = left.IndexOfAny(EndsOfParts);
            var part = end < 0 ? left : left[..end];
            Add(tokens, ReplyReader.Bare(part.ToString()), isAsked: end >= 0 && left[end] == '?');
            left = end < 0 ? [] : left[(end + 1)..];
        }

        return tokens;
    }

    private static void Add(List<Token> tokens, string bare, bool isAsked)
    {
        foreach (var token in bare.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // "SIA17" and "SI17" are typed too.
            var joined = Joined().Match(token);
            if (joined.Success && ReplyVocabulary.Words.ContainsKey(joined.Groups["word"].Value))
            {
                tokens.Add(new Token(joined.Groups["word"].Value, isAsked));
                tokens.Add(new Token(joined.Groups["code"].Value, isAsked));
            }
            else
            {
                tokens.Add(new Token(token, isAsked));
            }
        }
    }

    [GeneratedRegex("^(?<word>[A-Z]{2,7}?)(?<code>[A-Z]?[0-9]{1,3})$", RegexOptions.ExplicitCapture, MostMs)]
    private static partial Regex Joined();
}
