using System.Globalization;
using Vigia.Server.Farm;

namespace Vigia.Server.Report;

/// <summary>A report as people read it: one sheet of tables, the same on a terminal and on paper.</summary>
internal sealed record ReportSheet(
    string Title,
    string Period,
    string Known,
    IReadOnlyList<SheetTable> Tables,
    string Foot
)
{
    /// <summary>Lines of alerts on one sheet; the less frequent are counted only.</summary>
    public const int MostAlerts = 20;

    /// <summary>Nodes on one sheet, those that were heard least.</summary>
    public const int MostNodes = 15;

    public static ReportSheet Of(FarmReport report, ReportWords words) =>
        new(
            words.Title(report.Farm),
            words.Period(words.Day(report.Period.First), words.Day(report.Period.Last)),
            report.Known is { } known
                ? words.KnownPart(Moment(known.FromMs, report, words), Moment(known.ToMs, report, words))
                : words.NothingKnown,
            [
                Alerts(report.Alerts, words),
                People(report.People, words),
                new SheetTable(words.Messages, [], [], words.MessagesLine(report.Messages)),
                Amounts(words.Water, report.Stored.Water, "N0", words),
                Amounts(words.Rain, report.Stored.Rain, "N1", words),
                Runs(words.Pumps, report.Stored.Pumps, words),
                Runs(words.PowerCuts, report.Stored.PowerCuts, words),
                Nodes(report.Stored.Nodes, words),
            ],
            words.Foot
        );

    private static SheetTable Alerts(IReadOnlyList<AlertLine> alerts, ReportWords words) =>
        new(
            words.Alerts,
            [
                new(words.Place),
                new(words.What),
                new(words.Times, IsNumber: true),
                new(words.False, IsNumber: true),
                new(words.Answered, IsNumber: true),
                new(words.Reaction, IsNumber: true),
                new(words.Longest, IsNumber: true),
            ],
            [
                .. alerts
                    .Take(MostAlerts)
                    .Select(line =>
                        (string[])
                            [
                                In(line.Place, words),
                                In(line.Title, words),
                                Whole(line.Count, words),
                                Whole(line.False, words),
                                Whole(line.Answered, words),
                                Time(line.Reaction),
                                Time(line.Longest),
                            ]
                    ),
            ],
            alerts.Count == 0 ? words.None
                : alerts.Count > MostAlerts ? words.MoreAlerts(alerts.Count - MostAlerts)
                : ""
        );

    private static SheetTable People(IReadOnlyList<PersonLine> people, ReportWords words) =>
        new(
            words.People,
            [new(words.Person), new(words.Answers, IsNumber: true), new(words.Reaction, IsNumber: true)],
            [.. people.Select(line => (string[])[line.Name, Whole(line.Answers, words), Time(line.Reaction)])],
            people.Count == 0 ? words.None : ""
        );

    private static SheetTable Amounts(
        string title,
        IReadOnlyList<ZoneAmount> amounts,
        string format,
        ReportWords words
    ) =>
        new(
            title,
            [new(words.Place), new(words.Total, IsNumber: true)],
            [.. amounts.Select(line => (string[])[In(line.Zone, words), line.Amount.ToString(format, words.Numbers)])],
            amounts.Count == 0 ? words.None : ""
        );

    private static SheetTable Runs(string title, IReadOnlyList<RunLine> runs, ReportWords words) =>
        new(
            title,
            [
                new(words.Place),
                new(words.What),
                new(words.Times, IsNumber: true),
                new(words.Hours, IsNumber: true),
                new(words.Longest, IsNumber: true),
            ],
            [
                .. runs.Select(line =>
                    (string[])
                        [
                            In(line.Zone, words),
                            In(line.Point, words),
                            Whole(line.Times, words),
                            Time(line.Total),
                            Time(line.Longest),
                        ]
                ),
            ],
            runs.Count == 0 ? words.None : ""
        );

    private static SheetTable Nodes(IReadOnlyList<NodeLine> nodes, ReportWords words) =>
        new(
            words.Nodes,
            [new(words.Node), new(words.Availability, IsNumber: true), new(words.LongestSilence, IsNumber: true)],
            [
                .. nodes
                    .OrderBy(node => node.Share)
                    .ThenBy(node => node.Node, StringComparer.Ordinal)
                    .Take(MostNodes)
                    .Select(line =>
                        (string[])
                            [
                                line.Node,
                                // Down, not up: 100 % is said of nodes that were never away.
                                (Math.Floor(line.Share * 1000) / 10).ToString("0.0", words.Numbers) + " %",
                                line.LongestGap > TimeSpan.Zero ? Time(line.LongestGap) : "–",
                            ]
                    ),
            ],
            nodes.Count == 0 ? words.None
                : nodes.Count > MostNodes ? words.MoreNodes(nodes.Count - MostNodes)
                : ""
        );

    private static string In(LocalText text, ReportWords words) => text.In(words.Language);

    private static string Whole(int number, ReportWords words) => number.ToString("N0", words.Numbers);

    /// <summary>As said: <c>40 s</c>, <c>12 min</c>, <c>3 h 05</c>.</summary>
    private static string Time(TimeSpan? time) =>
        time switch
        {
            null => "–",
            { TotalSeconds: < 90 } t => $"{(int)t.TotalSeconds} s",
            { TotalMinutes: < 90 } t => $"{(int)t.TotalMinutes} min",
            { } t => string.Create(CultureInfo.InvariantCulture, $"{(long)t.TotalHours} h {t.Minutes:00}"),
        };

    private static string Moment(long ms, FarmReport report, ReportWords words)
    {
        var local = DateTimeOffset.FromUnixTimeMilliseconds(ms).ToOffset(report.Period.UtcOffset);
        return $"{words.Day(DateOnly.FromDateTime(local.DateTime))} {local.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }
}

/// <param name="Note">Below the rows; empty: nothing.</param>
internal sealed record SheetTable(
    string Title,
    IReadOnlyList<SheetColumn> Columns,
    IReadOnlyList<string[]> Rows,
    string Note
);

/// <param name="IsNumber">Set flush right.</param>
internal readonly record struct SheetColumn(string Title, bool IsNumber = false);
