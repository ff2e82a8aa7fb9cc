using System.Globalization;

namespace Vigia.Server.Derive.Quality;

/// <summary>Limits as typed: <c>fail=-40..85,suspect=5..50,spike=25/50,rate=3,flat=0.05/2h/6h</c>.</summary>
internal static class LimitsReader
{
    public const string Example = "fail=-40..85,suspect=5..50,spike=2/5,rate=3,flat=0.05/2h/6h";

    /// <summary>What is typed in place of what stands; null and the word that can't be read where one can't.</summary>
    public static (QualityLimits? Limits, string Wrong) Read(string text, QualityLimits otherwise)
    {
        var limits = otherwise;
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (With(limits, word) is not { } next)
            {
                return (null, word);
            }

            limits = next;
        }

        return (limits, "");
    }

    private static QualityLimits? With(QualityLimits limits, string word) =>
        word.Split('=', 2) switch
        {
            ["fail", var range] when Range(range) is { } fail => limits with { Fail = fail },
            ["suspect", var range] when Range(range) is { } suspect => limits with { Suspect = suspect },
            ["rate", var rate] when Number(rate) is > 0 and var most => limits with { RatePerMinute = most },
            ["spike", var spike] when Spike(spike.Split('/')) is { } found => limits with { Spike = found },
            ["flat", var flat] when Flat(flat.Split('/')) is { } found => limits with { FlatLine = found },
            _ => null,
        };

    private static ValueRange? Range(string text) =>
        text.Split("..") is [var low, var high] && Number(low) is { } from && Number(high) is { } to && from <= to
            ? new ValueRange(from, to)
            : null;

    private static SpikeLimits? Spike(string[] words) =>
        words is [var suspect, var fail] && Number(suspect) is > 0 and var s && Number(fail) is { } f && f >= s
            ? new(s, f)
            : null;

    private static FlatLineLimits? Flat(string[] words) =>
        words is [var tolerance, var suspect, var fail]
        && Number(tolerance) is > 0 and var t
        && Time(suspect) is { } s
        && Time(fail) is { } f
        && f >= s
            ? new(t, s, f)
            : null;

    /// <summary>90s, 15m, 2h, 1d; null for what is none, is not positive or is longer than 31 days.</summary>
    public static TimeSpan? Time(string text)
    {
        var one = text is [.., var unit]
            ? unit switch
            {
                's' => 1,
                'm' => 60,
                'h' => 3600,
                'd' => 86_400,
                _ => 0,
            }
            : 0;
        return one > 0 && Number(text[..^1]) is { } count && count * one is > 0 and <= 31 * 86_400.0
            ? TimeSpan.FromSeconds(count * one)
            : null;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;
}
