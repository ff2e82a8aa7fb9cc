using System.CommandLine;
using System.Globalization;
using Vigia.Edge.NodeFile;

namespace Vigia.Edge.Cli;

/// <summary>
/// Reads the values of options, from the environment (<c>VIGIA_EDGE_…</c>) where they were not said.
/// What is wrong is gathered as sentences and read as not said.
/// </summary>
internal sealed class OptionReader(ParseResult parsed, Texts texts, Func<string, string?> environment)
{
    public const string Prefix = "VIGIA_EDGE_";

    private const string TimersVariable = Prefix + "TIMERS";
    private const double FastestTimers = 0.001;
    private const double SlowestTimers = 10;

    public List<string> Errors { get; } = [];

    public string? Text(Option<string[]> option)
    {
        var said = parsed.GetResult(option) is null ? null : parsed.GetValue(option) ?? [];
        if (said is null)
        {
            return environment(VariableOf(option)) is { Length: > 0 } value ? value : null;
        }

        if (said.Length != 1)
        {
            Errors.Add(said.Length == 0 ? texts.NeedsValue(option.Name) : texts.SaidTwice(option.Name));
        }

        return said.FirstOrDefault();
    }

    public TimeSpan? Time(Option<string[]> option)
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        if (!Amounts.TryTime(text, out var span) || span <= TimeSpan.Zero)
        {
            Errors.Add(texts.NotATime(option.Name, text));
        }

        return span;
    }

    public int Whole(Option<string[]> option, int otherwise)
    {
        if (Text(option) is not { } text)
        {
            return otherwise;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            Errors.Add(texts.NotANumber(option.Name, text, $"0 – {int.MaxValue}"));
        }

        return number;
    }

    public double? Number(Option<string[]> option, double least, double most)
    {
        if (Text(option) is not { } text)
        {
            return null;
        }

        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (!isNumber || !(number >= least && number <= most))
        {
            Errors.Add(texts.NotANumber(option.Name, text, $"{least} – {most}"));
            return null;
        }

        return number;
    }

    public double Timers()
    {
        if (environment(TimersVariable) is not { Length: > 0 } text)
        {
            return 1;
        }

        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor);
        if (!isNumber || factor is not (>= FastestTimers and <= SlowestTimers))
        {
            Errors.Add(texts.NotANumber(TimersVariable, text, $"{FastestTimers} – {SlowestTimers}"));
        }

        return factor;
    }

    private static string VariableOf(Option option) =>
        Prefix + option.Name.TrimStart('-').Replace('-', '_').ToUpperInvariant();
}
