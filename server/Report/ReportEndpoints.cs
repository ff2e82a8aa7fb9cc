using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Server.Rules;

namespace Vigia.Server.Report;

/// <summary><c>/report?from=2026-11-01&amp;to=2026-11-30</c>: the assembly's paper, for people who signed in.</summary>
internal static class ReportEndpoints
{
    // Each reads weeks of the ledger: the next waits for the one before it, others are told to come again.
    private static readonly SemaphoreSlim One = new(1, 1);

    public static void MapReport(this WebApplication app) =>
        app.MapGet("/report", AnswerAsync)
            .RequireAuthorization()
            .WithSummary("The assembly's report as a page to print: from, to (days as 2026-11-23) and lang (es, en)");

    private static async Task<IResult> AnswerAsync(
        string? from,
        string? to,
        string? lang,
        FarmBook farm,
        LedgerReader ledger,
        AlertStore store,
        ServerClocks clocks,
        HttpContext http
    )
    {
        var language = lang switch
        {
            "es" => Language.Spanish,
            "en" => Language.English,
            _ => farm.Plan.Language,
        };
        if (ReportPeriod.Read(from, to, clocks.World.GetUtcNow(), farm.Plan.UtcOffset) is not { } period)
        {
            return Refused(language, words => words.DaysNotAllowed, StatusCodes.Status400BadRequest);
        }

        if (!await One.WaitAsync(TimeSpan.FromSeconds(5), http.RequestAborted))
        {
            return Refused(language, words => words.Busy, StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            // Off the request's thread: reading takes seconds, and nothing of it waits for the network.
            var report = await Task.Run(() =>
                ReportMaker.Make(
                    period,
                    farm.Plan,
                    ledger,
                    read => store.Read(read, AlertFigures.None),
                    progress: null,
                    http.RequestAborted
                )
            );
            var words = ReportWords.Of(language);
            return Results.Content(
                SheetPage.Of(ReportSheet.Of(report, words), words, style: null),
                "text/html; charset=utf-8"
            );
        }
        finally
        {
            One.Release();
        }
    }

    private static IResult Refused(Language language, Func<ReportWords, string> why, int status) =>
        Results.Text(why(ReportWords.Of(language)), statusCode: status);
}
