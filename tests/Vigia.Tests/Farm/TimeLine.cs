using System.Globalization;
using System.Text.RegularExpressions;
using Vigia.Server.Farm;

namespace Vigia.Tests.Farm;

/// <summary>A time line as <see cref="PackTimeLines"/> writes it.</summary>
internal sealed partial class TimeLine(string text)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, (double From, double To)> now = [];

    public void PlayOn(KindPlace place)
    {
        foreach (var part in Parts())
        {
            var match = Part().Match(part);
            Assert.True(match.Success, part);
            Assert.True(Spans.TryRead(match.Groups["span"].Value, out var span), part);
            var every = EveryOf(span, match.Groups["every"].Value);
            Set(match.Groups["values"].Value);
            place.Live(span, every, gone => now.Select(point => (point.Key, At(point.Value, gone / span))));
            // What rose stays where it came to.
            foreach (var (point, value) in now.ToArray())
            {
                now[point] = (value.To, value.To);
            }
        }
    }

    /// <summary>The conditions' rhythm where readings are judged by the second; a minute where by the hour.</summary>
    private static TimeSpan EveryOf(TimeSpan span, string said) =>
        said.Length > 0 && Spans.TryRead(said, out var every) ? every
        : span <= 20 * Minute ? TimeSpan.FromSeconds(5)
        : Minute;

    private string[] Parts()
    {
        var flat = Repeat()
            .Replace(
                text,
                match =>
                    string.Join(
                        "; ",
                        Enumerable.Repeat(match.Groups["part"].Value, int.Parse(match.Groups["times"].Value))
                    )
            );
        return flat.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private void Set(string values)
    {
        foreach (var pair in values.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (point, value) = (pair.Split('=')[0], pair.Split('=')[1]);
            if (value == "-")
            {
                now.Remove(point);
                continue;
            }

            double[] ends = [.. value.Split("..").Select(end => double.Parse(end, CultureInfo.InvariantCulture))];
            now[point] = (ends[0], ends[^1]);
        }
    }

    private static double At((double From, double To) value, double share) =>
        value.From + ((value.To - value.From) * Math.Min(1, share));

    [GeneratedRegex(@"(?<times>\d+)x\((?<part>[^)]*)\)", RegexOptions.None, 1000)]
    private static partial Regex Repeat();

    [GeneratedRegex(@"^(?<span>\d+[smh])(@(?<every>\d+[smh]))?: (?<values>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();
}
