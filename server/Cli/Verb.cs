namespace Vigia.Server.Cli;

/// <summary>Exit codes of every verb.</summary>
internal static class ExitCode
{
    public const int Good = 0;
    public const int Wrong = 1;
    public const int Usage = 2;
}

/// <summary>A sentence for the person at the terminal, in place of a stack trace.</summary>
internal sealed class PlainWords(string message, int code = ExitCode.Usage) : Exception(message)
{
    public int Code { get; } = code;
}

/// <summary>One verb: its words, its options, what it does.</summary>
/// <param name="Path">As typed: <c>node add</c>.</param>
/// <param name="Flags">Options without a value; as settings they are <c>on</c>.</param>
/// <param name="Argument">Name of its argument, null when it takes none.</param>
/// <param name="Second">Name of another one after it.</param>
internal sealed record Verb(
    string Path,
    string Help,
    IReadOnlyList<string> Options,
    Func<Settings, CancellationToken, Task<int>> RunAsync,
    string? Argument = null,
    IReadOnlyList<string>? Flags = null,
    string? Second = null
);
