namespace Vigia.Server.Cli;

/// <summary>A command line that can't be understood; <see cref="Exception.Message"/> says it in the reader's language.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>
/// Options of one verb, as given or from the environment (<c>--influx-db</c> is <c>VIGIA_INFLUX_DB</c>). Small enough to need
/// no parser of its own, and it speaks two languages.
/// </summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> given = [];
    private readonly Texts texts;

    public CommandLine(IReadOnlyList<string> words, IReadOnlyList<string> known, Texts texts)
    {
        this.texts = texts;
        for (var i = 0; i < words.Count; i++)
        {
            var (name, value) = words[i].Split('=', 2) is [var left, var right] ? (left, right) : (words[i], null);
            if (!known.Contains(name))
            {
                throw new UsageException(texts.UnknownWord(name, NearestWord(name, known)));
            }

            value ??= i + 1 < words.Count ? words[++i] : throw new UsageException(texts.NeedsValue(name));
            if (!given.TryAdd(name, value))
            {
                throw new UsageException(texts.SaidTwice(name));
            }
        }
    }

    /// <summary>Value of <c>--name</c>, null when neither the command line nor the environment has it.</summary>
    public string? this[string name] =>
        given.GetValueOrDefault(name)
        ?? Environment.GetEnvironmentVariable("VIGIA_" + name[2..].Replace('-', '_').ToUpperInvariant());

    public Texts Texts => texts;

    /// <summary>The known word most like this one, or nothing when none is near.</summary>
    public static string NearestWord(string word, IEnumerable<string> known)
    {
        var nearest = known.Select(k => (Word: k, Distance: Farm.NearestWord.Distance(word, k))).MinBy(k => k.Distance);
        return nearest.Distance <= 3 ? nearest.Word : "";
    }
}
