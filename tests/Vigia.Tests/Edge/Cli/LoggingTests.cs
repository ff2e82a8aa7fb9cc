using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vigia.Edge.Cli;

namespace Vigia.Tests.Edge.Cli;

public sealed class LoggingTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void The_same_trouble_is_told_first_and_at_each_power_of_two()
    {
        var repeats = new Repeats(time);

        var told = Enumerable
            .Range(0, 100)
            .Select(i => repeats.TimesIfNews("bus", $"no answer, {i} in a row"))
            .OfType<int>();

        Assert.Equal([1, 2, 4, 8, 16, 32, 64], told);
    }

    [Fact]
    public void Trouble_that_lasts_is_told_each_minute()
    {
        var repeats = new Repeats(time);
        var told = 0;

        for (var second = 0; second < 600; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            told += repeats.TimesIfNews("bus", "no answer") is null ? 0 : 1;
        }

        Assert.InRange(told, 10, 20);
    }

    [Fact]
    public void Another_trouble_is_not_kept_quiet()
    {
        var repeats = new Repeats(time);
        repeats.TimesIfNews("bus", "no answer");
        repeats.TimesIfNews("bus", "no answer");

        Assert.Null(repeats.TimesIfNews("bus", "no answer"));
        Assert.Equal(1, repeats.TimesIfNews("uplink", "no answer"));
        Assert.Equal(1, repeats.TimesIfNews("bus", "bad checksum"));
    }

    [Fact]
    public void An_event_is_one_line_without_a_stack_trace()
    {
        var line = Write(new OneLineFormatter(time, journal: false), LogLevel.Error, "it\nbroke", Thrown());

        Assert.Equal("00:00:00.000 ERROR node lane: it broke: InvalidOperationException: two lines\n", line);
    }

    [Fact]
    public void The_journal_gets_the_priority_and_keeps_its_own_time()
    {
        Assert.Equal(
            "<4>node lane: slow\n",
            Write(new OneLineFormatter(time, journal: true), LogLevel.Warning, "slow", null)
        );
    }

    private string Write(OneLineFormatter formatter, LogLevel level, string message, Exception? trouble)
    {
        time.SetUtcNow(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var writer = new StringWriter { NewLine = "\n" };
        var entry = new LogEntry<string>(level, "node lane", default, message, trouble, (state, _) => state);
        formatter.Write(entry, null, writer);
        return writer.ToString();
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("two\nlines");
        }
        catch (InvalidOperationException caught)
        {
            return caught;
        }
    }
}
