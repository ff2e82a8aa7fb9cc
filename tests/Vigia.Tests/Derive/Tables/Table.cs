using Vigia.Server.Cli;
using Vigia.Tests.Kit;

namespace Vigia.Tests.Derive.Tables;

/// <summary>A table in a file of its own, and the verbs said over it at a terminal.</summary>
internal sealed class Table : IDisposable
{
    private readonly TemporaryData folder = new();
    private readonly Terminal terminal = new();

    public Table(params string[] lines) => File.WriteAllLines(Path, lines);

    public string Path => System.IO.Path.Combine(folder.Path, "table.csv");

    public string Out => System.IO.Path.Combine(folder.Path, "out.csv");

    public string Errors => terminal.Errors;

    public string[] Lines => terminal.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The cells of the last new column, without its header.</summary>
    public string[] LastCells => [.. Lines.Skip(1).Select(line => line[(line.LastIndexOf(',') + 1)..])];

    public void Dispose()
    {
        terminal.Dispose();
        folder.Dispose();
    }

    public Task<int> Derive(params string[] words) => Say(["derive", .. words, "--csv", Path]);

    public Task<int> Qc(params string[] words) => Say(["qc", .. words, "--csv", Path]);

    public static Task<int> Say(params string[] words)
    {
        var texts = new TextsEn();
        Verb[] verbs =
        [
            new("derive", DeriveVerb.Help(texts), DeriveVerb.Options, DeriveVerb.RunAsync, "CHANNEL"),
            new("qc", texts.QcHelp, QcVerb.Options, QcVerb.RunAsync),
        ];
        return new CommandLine(verbs, texts).InvokeAsync(words);
    }
}
