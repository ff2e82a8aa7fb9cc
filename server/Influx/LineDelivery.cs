using Vigia.Server.Alerts;

namespace Vigia.Server.Influx;

/// <summary>
/// Sends a batch. What is refused is halved down to the single line, so that a bad line stops no good one.
/// Sending lines twice changes nothing: same series and same time is the same point.
/// </summary>
internal sealed class LineDelivery(InfluxClient client)
{
    public async Task<DeliveryOutcome> SendAsync(LineBatch batch, CancellationToken stop)
    {
        var bad = new List<QuarantinedLine>();
        var parts = new Stack<(int First, int Count)>([(0, batch.Count)]);
        while (parts.TryPop(out var part))
        {
            var answer = await client.WriteAsync(batch.Lines(part.First, part.Count), stop);
            switch (answer.Kind)
            {
                case InfluxAnswerKind.Stored:
                    InfluxMetrics.LinesStored.Add(part.Count);
                    break;
                case InfluxAnswerKind.BeyondRetention:
                    InfluxMetrics.BeyondRetention.Add(1);
                    break;
                case InfluxAnswerKind.Refused or InfluxAnswerKind.TooLarge when part.Count > 1:
                    var half = part.Count / 2;
                    parts.Push((part.First + half, part.Count - half));
                    parts.Push((part.First, half));
                    break;
                case InfluxAnswerKind.Refused or InfluxAnswerKind.TooLarge:
                    bad.Add(new QuarantinedLine(batch.RowOf(part.First), batch.Line(part.First), answer.Words));
                    break;
                default:
                    return new DeliveryOutcome(answer, []);
            }
        }

        return new DeliveryOutcome(new InfluxAnswer(InfluxAnswerKind.Stored, ""), bad);
    }
}

/// <param name="Answer">Stored, NoDatabase or Unavailable.</param>
/// <param name="Bad">Single lines that InfluxDB does not take, with its words; only where all others are stored.</param>
internal readonly record struct DeliveryOutcome(InfluxAnswer Answer, IReadOnlyList<QuarantinedLine> Bad);
