using Microsoft.Data.Sqlite;
using Vigia.Server.Alerts;
using Vigia.Server.Rules;

namespace Vigia.Tests.Fire;

/// <summary>One incident of fire, as the store has it at the end.</summary>
/// <param name="Texts">Times and words of what somebody was told.</param>
internal sealed record FireIncident(
    long Id,
    string Zone,
    DateTimeOffset Raised,
    IReadOnlyList<(DateTimeOffset At, string Reason)> Steps,
    IReadOnlyList<(DateTimeOffset At, string Text)> Texts
)
{
    private static readonly string[] Brigade =
    [
        nameof(Verdict.Probable),
        nameof(Verdict.Confirmed),
        nameof(Verdict.SaidFire),
    ];

    public FireStage Surest =>
        Steps
            .Select(step =>
                step.Reason == nameof(Verdict.SaidFire) ? FireStage.Confirmed
                : Enum.TryParse<FireStage>(step.Reason, out var stage) ? stage
                : FireStage.None
            )
            .Max();

    /// <summary>When the brigade was told; null: never.</summary>
    public DateTimeOffset? Probable =>
        Steps.Where(step => Brigade.Contains(step.Reason)).Select(step => (DateTimeOffset?)step.At).FirstOrDefault();

    public static IReadOnlyList<FireIncident> In(AlertStore store) =>
        store.Read(
            db =>
                db.Rows("SELECT id, zone, raised_ms FROM alert WHERE rule = 'fire' ORDER BY id", row => row.GetInt64(0))
                    .ConvertAll(id => Of(db, id)),
            []
        );

    private static FireIncident Of(SqliteConnection db, long id)
    {
        var alert = AlertTable.Find(db, id)!;
        return new FireIncident(
            id,
            alert.Zone!,
            Time(alert.RaisedMs),
            [.. AlertTable.Trail(db, id).Select(step => (Time(step.AtMs), $"{step.Reason}"))],
            db.Rows(
                "SELECT created_ms, text FROM message WHERE alert = @0 ORDER BY rowid",
                row => (Time(row.GetInt64(0)), row.GetString(1)),
                id
            )
        );
    }

    private static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}

/// <summary>A real fire at one post, and when it was noticed there.</summary>
/// <param name="Second">When there first was evidence for two chips, whatever they said; null: there never was.</param>
internal sealed record NoticedFire(
    PostEvent Event,
    DateTimeOffset Ignition,
    DateTimeOffset? Second,
    DateTimeOffset? Probable
)
{
    public TimeSpan? FromIgnition => Probable - Ignition;

    /// <summary>Less than nothing where the rule put together sooner than <see cref="FireTruth"/> what there was.</summary>
    public TimeSpan? FromSecond => Probable - Second;

    /// <summary>The brigade was told within so long of the second evidence. Without one there is nothing to be late against.</summary>
    public bool IsToldWithin(TimeSpan limit) => Second is null || FromSecond <= limit;
}

/// <summary>What came of a stretch of the posts' life.</summary>
internal sealed record FireOutcome(
    TimeSpan Lasted,
    IReadOnlyList<FireIncident> Incidents,
    IReadOnlyList<NoticedFire> Fires,
    IReadOnlyList<FireIncident> False
)
{
    public int Sms => Incidents.Sum(incident => incident.Texts.Count);

    public int Brigade => Incidents.Count(incident => incident.Probable is not null);

    public FireStage Surest => Incidents.Select(incident => incident.Surest).DefaultIfEmpty().Max();

    public IEnumerable<FireIncident> FalseSuspected => False.Where(incident => incident.Texts.Count == 0);

    public int FalseSms => False.Sum(incident => incident.Texts.Count);

    /// <summary>Of each post.</summary>
    public double FalseSuspectedAWeek => False.Count / (FireWorld.Posts * Lasted.TotalDays / 7);
}
