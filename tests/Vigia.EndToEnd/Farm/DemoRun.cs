using Microsoft.Data.Sqlite;
using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Proof;
using Vigia.Wire;

namespace Vigia.EndToEnd.FarmDemo;

/// <summary>The last line of a demonstration that ended by itself.</summary>
internal sealed record ClosingLine(long Sampled, long Stored, long Lost, long Refused, long Alarms, long Messages)
{
    private static readonly string[] Words = ["sampled", "stored", "lost", "refused", "alarms", "messages"];

    public static ClosingLine Read(string line)
    {
        var parts = line.Split(", ").Select(part => part.Split(' ')).ToList();
        Assert.Equal(Words, parts.Select(part => part[0]));
        var counts = parts.ConvertAll(part => long.Parse(part[1]));
        return new ClosingLine(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
    }
}

/// <param name="RaisedMs">When it was judged, in the farm's time.</param>
internal sealed record RaisedAlert(
    string Rule,
    string? Zone,
    string Node,
    string Severity,
    string State,
    long RaisedEventMs,
    long RaisedMs
);

/// <summary>A whole <c>vigia demo</c> of the real programs, from its first line to its last, and what it left in its folder.</summary>
internal sealed class DemoRun : IDisposable
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(90);

    private readonly Scratch scratch = new();

    public required string Scenario { get; init; }

    public int Speed { get; init; } = 60;

    public int Seconds { get; init; } = 14;

    public IReadOnlyList<string> More { get; init; } = [];

    public int ExitCode { get; private set; }

    public ClosingLine Closing { get; private set; } = new(0, 0, 0, 0, 0, 0);

    public string Said { get; private set; } = "";

    public string Folder => scratch.File("farm");

    public async Task<DemoRun> ToItsEndAsync()
    {
        await using var program = Start([
            Scenario,
            "--speed",
            $"{Speed}",
            "--for",
            $"{Seconds}s",
            "--keep",
            Folder,
            .. More,
        ]);
        ExitCode = await program.EndAsync(AtMost);
        Said = program.Said.Tail(Transcript.MaxLines);
        var last = program.Said.Find(line => line.StartsWith("sampled ", StringComparison.Ordinal));
        Assert.True(last is not null, $"no closing line, code {ExitCode}:\n{Said}");
        Assert.EndsWith(last, Said, StringComparison.Ordinal);
        Closing = ClosingLine.Read(last);
        return this;
    }

    /// <summary>On free ports, unless <paramref name="words"/> name others.</summary>
    public static RunningProgram Start(IReadOnlyList<string> words)
    {
        string[] ports =
        [
            .. words.Contains("--http") ? Array.Empty<string>() : ["--http", "127.0.0.1:0"],
            .. words.Contains("--mqtt") ? Array.Empty<string>() : ["--mqtt", "127.0.0.1:0"],
        ];
        // A shell's background jobs don't hear Ctrl-C, and whatever they start doesn't either.
        string[] hearing = ["--default-signal=INT", Checkout.Dotnet, Checkout.ServerProgram];
        return RunningProgram.Start(
            new Launch("vigia demo", "/usr/bin/env", [.. hearing, "demo", .. words, .. ports], AgentProcess.Quiet)
        );
    }

    /// <summary>Every pack is in one of the stores, and more than none.</summary>
    public DemoRun LostNothing()
    {
        Assert.True(Closing is { Sampled: > 100, Lost: 0, Refused: 0 } && ExitCode == 0, Said);
        Assert.Equal(Closing.Sampled, Closing.Stored);
        return this;
    }

    public IReadOnlyList<RaisedAlert> Alerts()
    {
        using var db = new SqliteConnection(
            $"Data Source={Path.Combine(Folder, "vigia.db")};Mode=ReadOnly;Pooling=False"
        );
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText =
            "SELECT rule, zone, node, severity, state, raised_event_ms, raised_ms FROM alert ORDER BY id";
        using var row = command.ExecuteReader();
        var alerts = new List<RaisedAlert>();
        while (row.Read())
        {
            var zone = row.IsDBNull(1) ? null : row.GetString(1);
            alerts.Add(
                new(
                    row.GetString(0),
                    zone,
                    row.GetString(2),
                    row.GetString(3),
                    row.GetString(4),
                    row.GetInt64(5),
                    row.GetInt64(6)
                )
            );
        }

        return alerts;
    }

    public IReadOnlyList<SentMessage> Messages() => AlertCopy.Messages(Folder);

    /// <summary>What the ledger has of one point, in order of time.</summary>
    public IReadOnlyList<(long Ms, double Value)> Stored(string node, string point)
    {
        var decoder = new PackDecoder();
        var pack = new Pack();
        var values = new List<(long Ms, double Value)>();
        foreach (var row in LedgerCopy.Read(Path.Combine(Folder, "ledger.db")).Rows.Where(row => row.Node == node))
        {
            Assert.Null(decoder.Decode(row.Bytes, row.Node, pack));
            values.AddRange(
                from reading in pack.Readings
                where reading.Point == point && reading.Value is not null
                select (row.TimeMs + reading.OffsetMs, reading.Value!.Value)
            );
        }

        return [.. values.OrderBy(value => value.Ms)];
    }

    public void Dispose() => scratch.Dispose();
}
