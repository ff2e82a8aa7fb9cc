using Vigia.Server.Alerts;

namespace Vigia.Server.Influx;

/// <summary>
/// Brings every step of every alert into InfluxDB, in order, from a cursor of its own. What was sent and not noted is sent again, to
/// no effect. A rebuild begins again at the oldest alert that is kept.
/// </summary>
internal sealed class AlertFollower(AlertStore store, InfluxClient client, AlertLines lines)
{
    public const string CursorName = "influx-alerts";

    private const int StepsAtOnce = 500;

    private readonly LineBatch batch = new();
    private readonly LineDelivery delivery = new(client);

    /// <summary>Up to 500 steps. A line that InfluxDB does not take is passed over, and counted.</summary>
    public async Task<FollowOutcome> FollowOnceAsync(CancellationToken stop)
    {
        var cursor = store.Read(db => CursorTable.Read(db, CursorName), Cursor.None);
        var steps = store.Read(db => AlertTransition.ReadAfter(db, cursor.Row, StepsAtOnce), []);
        if (steps.Count == 0)
        {
            return FollowOutcome.CaughtUp;
        }

        batch.Clear();
        foreach (var step in steps)
        {
            lines.Write(step, batch);
        }

        // Of steps that no chart shows there is no line.
        if (batch.Count > 0)
        {
            var sent = await delivery.SendAsync(batch, stop);
            if (sent.Answer.Kind != InfluxAnswerKind.Stored)
            {
                return FollowOutcome.TryLater;
            }

            InfluxMetrics.LinesRefused.Add(sent.Bad.Count);
        }

        var moved = cursor with { Row = steps[^1].Row };
        return !store.TryWrite("the cursor of InfluxDB's alerts", db => CursorTable.Write(db, CursorName, moved))
                ? FollowOutcome.TryLater
            : steps.Count == StepsAtOnce ? FollowOutcome.MoreWaits
            : FollowOutcome.CaughtUp;
    }
}
