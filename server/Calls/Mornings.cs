using Vigia.Server.Alerts;
using Vigia.Server.Calls.Core;
using Vigia.Server.Calls.Texts;
using Vigia.Server.Derive.Live;
using Vigia.Server.Farm;
using Vigia.Server.Rules;
using Vigia.Server.Sms;

namespace Vigia.Server.Calls;

/// <summary>
/// What has its hour: the hand-over when the duty changes, the digest of what could wait, the bulletins of fire danger. Each once a day
/// and person, also over a restart; what was not told within <see cref="Patience"/> of its hour is left out that day.
/// </summary>
internal sealed class Mornings(
    AlertStore store,
    CallDesk desk,
    CallWriter writer,
    CallPost post,
    CallTexts texts,
    Rations rations,
    FarmBook farm,
    ServerClocks clocks
)
{
    public static readonly TimeSpan Patience = TimeSpan.FromHours(3);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    // Told or found told: a day's few ids.
    private readonly HashSet<string> told = [];
    private DateTimeOffset lookedAt;
    private DateOnly day;

    private FarmPlan Plan => farm.Plan;

    public void Turn()
    {
        var now = clocks.World.GetUtcNow();
        if ((now - lookedAt).Duration() < LookEvery || Plan.People.Count == 0)
        {
            return;
        }

        lookedAt = now;
        lock (desk.Gate)
        {
            Forget(now);
            HandOver(now);
            Digest(now);
            Bulletins(now);
            SignOfLife(now);
        }
    }

    // Every day, also when there is nothing to say: who does not get it knows that something is wrong with the service or its way.
    // So nothing holds it back, no quiet hours and no budget.
    private void SignOfLife(DateTimeOffset now)
    {
        if (Plan.Calls.SignOfLife is not { } hour)
        {
            return;
        }

        var local = now.ToOffset(Plan.UtcOffset);
        var due = new DateTimeOffset(local.Date, Plan.UtcOffset) + hour.ToTimeSpan();
        if (now < due || now - due > Patience)
        {
            return;
        }

        var open = store.Read(AlertTable.Open, []).Count(alert => alert.Parent is null);
        foreach (var person in Leaders(now))
        {
            var text = texts.Alive(open, writer.LanguageOf(person));
            TellOnce($"alive-{due:yyyyMMdd}-{person}", person, "alive", text, SmsPriority.Digest, now);
        }
    }

    // Who has the duty of the brigade, and of the whole.
    private string[] Leaders(DateTimeOffset now)
    {
        var roster = desk.RosterNow();
        return
        [
            .. new[] { Roles.Brigade, Roles.Coordinator }
                .Select(role => roster.DutyOf(role, now))
                .OfType<string>()
                .Distinct(),
        ];
    }

    private void HandOver(DateTimeOffset now)
    {
        var roster = desk.RosterNow();
        var today = roster.DayOf(now);
        if (now - (roster.EndOfDuty(now) - TimeSpan.FromDays(1)) > Patience)
        {
            return;
        }

        var changes = Plan
            .Rota.Select(rota => rota.Role)
            .Distinct()
            .Select(role =>
                (Role: role, Before: roster.DutyOf(role, today.AddDays(-1)), Now: roster.DutyOf(role, today))
            )
            .Where(change => change.Now is not null && change.Before != change.Now)
            .ToList();
        var open = store.Read(AlertTable.Open, []).Count(alert => alert.Parent is null);
        foreach (var begins in changes.GroupBy(change => change.Now!))
        {
            string[] roles = [.. begins.Select(change => change.Role)];
            var deputy = roster.LineOf(roles[0], now).Skip(1).FirstOrDefault();
            var text = texts.HandOver(roles, deputy, roster.EndOfDuty(now), open, writer.LanguageOf(begins.Key));
            Tell($"handover-{today:yyyyMMdd}-{begins.Key}", begins.Key, "handover", text, SmsPriority.Ordinary, now);
        }

        foreach (var ends in changes.Where(change => change.Before is not null).GroupBy(change => change.Before!))
        {
            string[] roles = [.. ends.Select(change => change.Role)];
            var text = texts.HandedOver(roles, ends.First().Now!, writer.LanguageOf(ends.Key));
            Tell($"handedover-{today:yyyyMMdd}-{ends.Key}", ends.Key, "handover", text, SmsPriority.Digest, now);
        }
    }

    private void Digest(DateTimeOffset now)
    {
        var local = now.ToOffset(Plan.UtcOffset);
        var due = new DateTimeOffset(local.Date, Plan.UtcOffset) + Plan.Calls.Digest.ToTimeSpan();
        if (now < due || now - due > Patience)
        {
            return;
        }

        var roster = desk.RosterNow();
        var since = (due - TimeSpan.FromDays(1)).ToUnixTimeMilliseconds();
        var low = store.Read(db => CallTable.LowSince(db, since), []);
        var late = store.Read(db => LateFindingTable.Since(db, place: null, since, AlertDesk.Most), []);
        foreach (var person in Plan.People)
        {
            var id = $"digest-{due.ToOffset(Plan.UtcOffset):yyyyMMdd}-{person.Name}";
            var held = desk.Held.Waiting.Where(row => row.Person == person.Name).ToList();
            var content = ContentOf(person.Name, roster, now, low, late) with { HeldBack = held.Count };
            if (!content.IsEmpty)
            {
                var text = texts.Digest(content, Plan.Calls.Digest, person.Language);
                Tell(id, person.Name, "digest", text, SmsPriority.Digest, now, held);
            }
        }
    }

    private DigestContent ContentOf(
        string person,
        Roster roster,
        DateTimeOffset now,
        IReadOnlyList<Alert> low,
        IReadOnlyList<LateFinding> late
    )
    {
        var duties = roster.DutiesOf(person, now).ToHashSet();
        return new DigestContent(
            [.. low.Where(alert => duties.Contains(roster.RoleOf(alert)))],
            HeldBack: 0,
            late.Count(found => duties.Contains(Plan.Zone(found.Place)?.Role ?? Roles.Coordinator))
        );
    }

    private void Bulletins(DateTimeOffset now)
    {
        var duty = Leaders(now);
        foreach (var bulletin in store.Read(BulletinTable.Waiting, []))
        {
            var isFresh = now - DateTimeOffset.FromUnixTimeMilliseconds(bulletin.SlotMs) < Patience;
            foreach (var person in duty.Where(_ => isFresh))
            {
                var id = $"bulletin-{bulletin.SlotMs}-{bulletin.Zone}-{person}";
                var text = Gsm7.Fit(bulletin.Text.In(writer.LanguageOf(person)));
                Tell(id, person, "bulletin", text, SmsPriority.Digest, now);
            }

            store.TryWrite("a bulletin that was told", db => BulletinTable.MarkHanded(db, bulletin));
        }
    }

    // Quiet hours put it off; a budget that is spent leaves it out.
    private void Tell(
        string id,
        string person,
        string step,
        string text,
        SmsPriority priority,
        DateTimeOffset now,
        IReadOnlyList<HeldRow>? held = null
    )
    {
        if (!told.Contains(id) && rations.ReachOf(person, now) is not (Reach.Quiet or Reach.Spent or Reach.Gone))
        {
            TellOnce(id, person, step, text, priority, now, held);
        }
    }

    private void TellOnce(
        string id,
        string person,
        string step,
        string text,
        SmsPriority priority,
        DateTimeOffset now,
        IReadOnlyList<HeldRow>? held = null
    )
    {
        if (!told.Add(id))
        {
            return;
        }

        if (store.Read(db => CallTable.Has(db, id), otherwise: false))
        {
            return;
        }

        var batch = new CallBatch();
        batch.Told.AddRange(held ?? []);
        writer.Add(batch, id, person, step, text, priority, now.ToUnixTimeMilliseconds());
        post.Post(batch);
        desk.Held.Remove(held ?? []);
    }

    private void Forget(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.ToOffset(Plan.UtcOffset).DateTime);
        if (today != day)
        {
            day = today;
            told.Clear();
        }
    }
}
