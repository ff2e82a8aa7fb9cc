using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;

namespace Vigia.Server.Report;

/// <summary>Makes a report of what the ledger and <c>vigia.db</c> hold, which may belong to a service that runs.</summary>
internal static class ReportMaker
{
    private const int RowsBetweenWords = 100_000;

    /// <param name="read">Reads <c>vigia.db</c>.</param>
    /// <param name="progress">Hears from time to time how many rows were read.</param>
    public static FarmReport Make(
        ReportPeriod period,
        FarmPlan plan,
        LedgerReader? ledger,
        Func<Func<SqliteConnection, AlertFigures>, AlertFigures> read,
        Action<long>? progress,
        CancellationToken stop
    )
    {
        var tally = new StoredTally(plan);
        var rows = 0L;
        foreach (var row in ledger?.Between(period.BeginMs, period.EndMs) ?? [])
        {
            stop.ThrowIfCancellationRequested();
            tally.Add(row);
            if (++rows % RowsBetweenWords == 0)
            {
                progress?.Invoke(rows);
            }
        }

        var figures = read(db => AlertFigures.Of(db, period));
        var names = new AlertNames(new FarmBook(plan));
        string TitleOf(string name) => plan.People.FirstOrDefault(person => person.Name == name)?.Title ?? name;
        return new FarmReport(
            plan.Title,
            period,
            tally.Known,
            AlertTally.Lines(figures.Alerts, names),
            AlertTally.People(figures.Alerts, figures.Yeses, TitleOf),
            figures.Messages,
            tally.Figures()
        );
    }
}

/// <summary>What <c>vigia.db</c> tells of a period.</summary>
internal sealed record AlertFigures(
    IReadOnlyList<ReportedAlert> Alerts,
    IReadOnlyList<PersonYes> Yeses,
    MessageCount Messages
)
{
    public static AlertFigures None { get; } = new([], [], default);

    public static AlertFigures Of(SqliteConnection db, ReportPeriod period) =>
        new(AlertTally.Alerts(db, period), AlertTally.Yeses(db, period), AlertTally.Messages(db, period));
}
