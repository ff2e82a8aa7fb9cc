using Vigia.Server.Alerts;
using Vigia.Server.Calls.Core;
using Vigia.Server.Calls.Texts;
using Vigia.Server.Rules;
using Vigia.Server.Sms;

namespace Vigia.Server.Calls;

/// <summary>Tells each person in one text of what came all at once: a minute after the first that was gathered, at most one in ten minutes.</summary>
internal sealed class Summaries(
    AlertStore store,
    CallDesk desk,
    CallWriter writer,
    CallPost post,
    CallTexts texts,
    Rations rations,
    CallTimes times,
    ServerClocks clocks
)
{
    private readonly Dictionary<string, DateTimeOffset> last = [];

    public void Turn()
    {
        lock (desk.Gate)
        {
            var now = clocks.World.GetUtcNow();
            var gathered = desk.Held.Waiting.Where(row => row.Why == Reach.Gather).GroupBy(row => row.Person).ToList();
            foreach (var person in gathered.Where(person => IsDue(person.Key, person.Min(row => row.AtMs), now)))
            {
                Tell(person.Key, [.. person], now);
            }
        }
    }

    private bool IsDue(string person, long firstMs, DateTimeOffset now) =>
        now - DateTimeOffset.FromUnixTimeMilliseconds(firstMs) >= times.Storm.Gather
        && (!last.TryGetValue(person, out var at) || now - at >= times.Storm.Window)
        && rations.ReachOf(person, now) is Reach.Now or Reach.Gather;

    private void Tell(string person, IReadOnlyList<HeldRow> rows, DateTimeOffset now)
    {
        last[person] = now;
        var alerts = rows.Select(row => row.Incident)
            .Distinct()
            .Select(id => store.Read(db => AlertTable.Find(db, id), otherwise: null))
            .OfType<Alert>()
            .ToLookup(alert => alert.State.IsOver());
        var nowMs = now.ToUnixTimeMilliseconds();
        var batch = new CallBatch();
        batch.Told.AddRange(rows);
        var text = texts.Summary([.. alerts[false]], alerts[true].Count(), writer.LanguageOf(person));
        writer.Add(batch, $"summary-{nowMs}-{person}", person, "summary", text, SmsPriority.Ordinary, nowMs);
        post.Post(batch);
        desk.Held.Remove(rows);
        desk.MarkTold(person, alerts[false].Select(alert => alert.Id));
    }
}
