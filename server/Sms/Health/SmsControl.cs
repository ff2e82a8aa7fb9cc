using Vigia.Server.Alerts;
using Vigia.Server.Sms.Incoming;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Sms.Health;

/// <summary>How <c>vigia sms</c> reaches a running server: by its socket alone.</summary>
internal static class SmsControl
{
    public const string StatusPath = "/control/sms/status";
    public const string SendPath = "/control/sms/send";
    public const string FatePath = "/control/sms/fate";
    public const string InPath = "/control/sms/in";

    /// <summary>Texts that came, of one answer.</summary>
    public const int MostShown = 20;

    /// <summary>How long a text that a person typed is tried.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet(StatusPath, StatusAsync);
        control.MapPost(SendPath, SendAsync);
        control.MapGet(FatePath, Fate);
        control.MapGet(InPath, Came);
    }

    private static async Task<IResult> StatusAsync(
        SmsPath path,
        AlertStore store,
        TimeProvider machine,
        CancellationToken stop
    )
    {
        await path.LookAsync(stop);
        var now = path.Now;
        var since = (machine.GetUtcNow() - Day).ToUnixTimeMilliseconds();
        return Results.Json(
            new SmsStatus(
                now.State,
                now.Since.ToUnixTimeSeconds(),
                [.. now.Ways.Select(way => WayReport.Of(way, tells: true))],
                store.Read(db => SmsTable.Count(db, since), new SmsCounts(0, 0, 0, 0)),
                store.Read(db => IncomingTable.Count(db, since), new IncomingCounts(0, 0, 0))
            ),
            SmsJson.Default.SmsStatus
        );
    }

    private static async Task<IResult> SendAsync(
        HttpRequest request,
        Courier courier,
        TimeProvider machine,
        CancellationToken stop
    )
    {
        var form = await request.ReadFormAsync(stop);
        var text = $"{form["text"]}".Trim();
        if (!PhoneNumber.TryParse(form["to"], out var to) || text.Length == 0)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        var nowMs = machine.GetUtcNow().ToUnixTimeMilliseconds();
        var id = Guid.CreateVersion7().ToString("N");
        var row = new SmsRow(
            id,
            Message: "by hand",
            to,
            text,
            SmsPriority.Ordinary,
            SmsState.Queued,
            Way: 0,
            Attempt: 0,
            Reference: null,
            CreatedMs: nowMs,
            NextMs: nowMs,
            TroubledMs: null,
            NotAfterMs: nowMs + (long)Lasts.TotalMilliseconds
        );
        return courier.TryPut([row]) ? Results.Text(id) : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Fate(string id, AlertStore store) =>
        store.Read(db => SmsTable.Find(db, id), null) is { } row
            ? Results.Json(new SmsFate(row.Id, row.State, row.Words), SmsJson.Default.SmsFate)
            : Results.NotFound();

    private static IResult Came(AlertStore store) =>
        Results.Json(
            [
                .. store
                    .Read(db => IncomingTable.Newest(db, MostShown), [])
                    .Select(came => new SmsCame(
                        IncomingTable.EndOf(came.Sms.From),
                        came.Sms.Text,
                        came.Sms.At.ToUnixTimeSeconds(),
                        came.State
                    )),
            ],
            SmsJson.Default.IReadOnlyListSmsCame
        );
}
