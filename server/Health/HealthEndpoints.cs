using System.Text.Json.Serialization;
using Vigia.Server.Alerts;
using Vigia.Server.Calls.Sirens;
using Vigia.Server.Clock;
using Vigia.Server.Farm;
using Vigia.Server.Influx;
using Vigia.Server.Ingest;
using Vigia.Server.Rules;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Health;
using Vigia.Wire;

namespace Vigia.Server.Health;

/// <summary>What <c>/healthz</c> answers: words and counts, nothing of the farm itself.</summary>
/// <param name="Status"><c>ok</c>, or <c>trouble</c> (then with HTTP 503) while readings or alarms are in danger.</param>
internal sealed record HealthReport(
    string Status,
    string Id,
    string Run,
    double Since,
    string Store,
    bool SecondServer,
    string Time,
    ClockQuality Clk,
    long Rows,
    long Stored,
    long Refused,
    long Gaps,
    long Shed,
    long RulesLag,
    string? Influx,
    long InfluxLag,
    string Alerts,
    string Farm,
    SmsPathState Sms,
    IReadOnlyList<WayReport> SmsWays,
    IReadOnlyList<SirenReport> Sirens
);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    Converters = [
        typeof(JsonStringEnumConverter<SmsPathState>),
        typeof(JsonStringEnumConverter<WayTrouble>),
        typeof(JsonStringEnumConverter<Registration>),
    ]
)]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class HealthJson : JsonSerializerContext;

/// <summary>Gathers it.</summary>
internal sealed class HealthDesk(
    ServerSelf self,
    ServerState state,
    ServerClock clock,
    ClockWatch watch,
    Ledger.ILedgerReader ledger,
    IngestMetrics metrics,
    RulesFollower rules,
    AlertStore alerts,
    FarmWatch farm,
    SmsPath sms,
    SirenDesk sirens,
    InfluxFollower? influx = null
)
{
    public HealthReport Report()
    {
        var time = watch.Judge(clock.NowMs, ServerClock.MonotonicMs);
        var sound =
            state.Store == StoreState.Ok
            && alerts.Trouble is null
            && !state.IsSecond
            && time == TimeTrust.Trusted
            && sms.Now.State != SmsPathState.Down;
        return new HealthReport(
            sound ? "ok" : "trouble",
            self.Id,
            self.Run,
            self.Since,
            state.Store,
            state.IsSecond,
            time.ToString(),
            clock.Quality,
            ledger.LastRow,
            metrics.Stored,
            metrics.Refused,
            metrics.Gaps,
            metrics.Shed,
            rules.LagRows,
            influx?.Health.State.ToString(),
            influx?.Health.LagRows ?? 0,
            alerts.Trouble?.ToString() ?? StoreState.Ok,
            farm.State == FarmFileState.Ok ? "ok" : "kept old",
            sms.Now.State,
            [.. sms.Now.Ways.Select(way => WayReport.Of(way, tells: false))],
            sirens.All()
        );
    }

    public IResult Answer()
    {
        var report = Report();
        return Results.Json(
            report,
            HealthJson.Default.HealthReport,
            statusCode: report.Status == "ok" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }
}
