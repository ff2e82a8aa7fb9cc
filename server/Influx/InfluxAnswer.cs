using System.Net;

namespace Vigia.Server.Influx;

/// <param name="Words">InfluxDB's own, as far as it said something.</param>
internal readonly record struct InfluxAnswer(InfluxAnswerKind Kind, string Words)
{
    private const string BeyondRetentionWords = "points beyond retention policy";

    public static InfluxAnswer Of(HttpStatusCode status, string words) =>
        new(KindOf(status, words), $"{(int)status} {words.Trim()}");

    private static InfluxAnswerKind KindOf(HttpStatusCode status, string words) =>
        status switch
        {
            HttpStatusCode.OK or HttpStatusCode.NoContent => InfluxAnswerKind.Stored,
            HttpStatusCode.NotFound when words.Contains("database not found", StringComparison.Ordinal) =>
                InfluxAnswerKind.NoDatabase,
            // InfluxDB says this only where nothing else was wrong: what is younger was stored.
            HttpStatusCode.BadRequest when words.Contains(BeyondRetentionWords, StringComparison.Ordinal) =>
                InfluxAnswerKind.BeyondRetention,
            HttpStatusCode.BadRequest => InfluxAnswerKind.Refused,
            HttpStatusCode.RequestEntityTooLarge => InfluxAnswerKind.TooLarge,
            _ => InfluxAnswerKind.Unavailable,
        };
}

internal enum InfluxAnswerKind
{
    Stored,

    /// <summary>Some lines were older than the database keeps; they are not missed.</summary>
    BeyondRetention,
    NoDatabase,

    /// <summary>At least one line is bad; the good ones of the batch may have been stored.</summary>
    Refused,
    TooLarge,

    /// <summary>Not there, hanging, busy, or not letting us in: the same batch again later.</summary>
    Unavailable,
}
