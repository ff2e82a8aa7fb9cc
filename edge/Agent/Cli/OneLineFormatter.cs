using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Vigia.Edge.Cli;

/// <summary>One line an event: when, how grave, of what, and of an exception its own words. Repeats are left out by <see cref="Repeats"/>.</summary>
internal sealed class OneLineFormatter(TimeProvider time, bool journal) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "one-line";

    private readonly Repeats repeats = new(time);

    public override void Write<TState>(
        in LogEntry<TState> logEntry,
        IExternalScopeProvider? scopeProvider,
        TextWriter textWriter
    )
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception) + WordsOf(logEntry.Exception);
        if (repeats.TimesIfNews(logEntry.Category, message) is not { } times)
        {
            return;
        }

        var again = times > 1 ? $" (×{times})" : "";
        var line = $"{logEntry.Category}: {message}{again}".ReplaceLineEndings(" ");
        textWriter.WriteLine(Before(logEntry.LogLevel) + line);
    }

    private static string WordsOf(Exception? trouble) =>
        trouble is null ? "" : $": {trouble.GetType().Name}: {trouble.Message}";

    // The journal has the time itself, and reads the priority from the line's beginning (sd-daemon(3)).
    private string Before(LogLevel level) =>
        journal
            ? $"<{Priority(level)}>"
            : $"{time.GetUtcNow():HH:mm:ss.fff} {(level >= LogLevel.Error ? "ERROR " : level == LogLevel.Warning ? "warn " : "")}";

    private static int Priority(LogLevel level) =>
        level switch
        {
            LogLevel.Critical => 2,
            LogLevel.Error => 3,
            LogLevel.Warning => 4,
            LogLevel.Information => 6,
            _ => 7,
        };
}
