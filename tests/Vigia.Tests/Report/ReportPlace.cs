using Microsoft.Extensions.Logging.Abstractions;
using Vigia.Server.Alerts;
using Vigia.Server.Cli;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Tests.Kit;
using Vigia.Wire;

namespace Vigia.Tests.Report;

/// <summary>A data folder with the demonstration's farm file, a real ledger and a real <c>vigia.db</c>, and the verb over it.</summary>
internal sealed class ReportPlace : IDisposable
{
    /// <summary>Midnight at the farm.</summary>
    public static readonly DateTimeOffset Day = new(2026, 11, 23, 0, 0, 0, TimeSpan.FromHours(-4));

    private readonly TemporaryData data = new();
    private readonly Dictionary<string, long> seqs = [];

    public ReportPlace()
    {
        File.WriteAllText(data[FarmFile.Name], FarmFile.DemoText());
        using (Ledger()) { }
    }

    public Terminal Terminal { get; } = new();

    public string this[string file] => data[file];

    public void Stored(string node, IEnumerable<(DateTimeOffset At, Reading[] Readings)> packs)
    {
        using var ledger = Ledger();
        ledger.Begin();
        foreach (var (at, readings) in packs)
        {
            var seq = seqs[node] = seqs.GetValueOrDefault(node, -1) + 1;
            var ms = at.ToUnixTimeMilliseconds();
            var header = new PackHeader(new BootId(7), seq, ClockQuality.Ntp, ms, null, 0);
            var bytes = PackEncoder.Encode(node, header, readings);
            var key = new PackKey(node, header.Boot, seq);
            ledger.Append(new NewRow(key, false, ms, new StoredTime(ms, ClockQuality.Ntp, false), 0, null, 0, bytes));
        }

        ledger.Commit();
    }

    public void Happened(Action<Microsoft.Data.Sqlite.SqliteConnection> work) =>
        Happened(store => Assert.True(store.TryWrite("what happened", work)));

    public void Happened(Action<AlertStore> work)
    {
        using var store = new AlertStore(
            data.Path,
            AlertStoreOptions.Default,
            TimeProvider.System,
            NullLogger<AlertStore>.Instance
        );
        work(store);
    }

    public Task<int> ReportAsync(params (string Option, string Value)[] given)
    {
        var options = given.Append(("--data", data.Path)).ToDictionary(one => one.Item1, one => one.Item2);
        return ReportVerb.RunAsync(
            new Settings(options.GetValueOrDefault, null, new TextsEs()),
            CancellationToken.None
        );
    }

    public void Dispose()
    {
        Terminal.Dispose();
        data.Dispose();
    }

    private SqliteLedger Ledger() => new(data.Path, NullLogger<SqliteLedger>.Instance);
}
