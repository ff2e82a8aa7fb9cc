using Vigia.Server.Alerts;

namespace Vigia.Server.Influx;

/// <summary>
/// Keeps InfluxDB's rows of the newest texts as the outbox has them: a text is one row at the time it was written, and is written
/// again when it gets on. No cursor: after a start or a rebuild the newest are written once more, to no effect.
/// </summary>
internal sealed class SmsFollower(AlertStore store, InfluxClient client, SmsLines lines, TimeProvider machine)
{
    /// <summary>Texts that are looked at; what becomes of an older one is not seen any more.</summary>
    public const int Newest = 200;

    /// <summary>How often they are.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly LineBatch batch = new();
    private readonly LineDelivery delivery = new(client);
    private HashSet<SmsSeen> written = [];
    private long? lookedAt;

    /// <summary>A line that InfluxDB does not take is passed over, and counted.</summary>
    public async Task FollowOnceAsync(CancellationToken stop)
    {
        if (lookedAt is { } at && machine.GetElapsedTime(at) < LookEvery)
        {
            return;
        }

        lookedAt = machine.GetTimestamp();
        var seen = store.Read(db => SmsSeen.ReadNewest(db, Newest), []);
        batch.Clear();
        foreach (var text in seen.Where(text => !written.Contains(text)))
        {
            lines.Write(text, batch);
        }

        if (batch.Count == 0)
        {
            return;
        }

        var sent = await delivery.SendAsync(batch, stop);
        if (sent.Answer.Kind == InfluxAnswerKind.Stored)
        {
            InfluxMetrics.LinesRefused.Add(sent.Bad.Count);
            written = [.. seen];
        }
    }
}
