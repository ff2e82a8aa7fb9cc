using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Nodes.Orders;
using Vigia.Server.Rules;
using Vigia.Server.Rules.Service;
using Vigia.Server.Sms.Health;

namespace Vigia.Server.Calls.Sirens;

/// <summary>
/// Makes the farm's sirens do what incidents want of them, whatever is lost on the way: it looks again and again whether what is
/// wanted is what was ordered and answered. Silent ones are asked from time to time whether they would sound; one that does not
/// answer is an incident of its own (<see cref="ServiceRules.Siren"/>). A siren whose server dies falls silent by the end of its
/// order. Safe for several threads.
/// </summary>
internal sealed class SirenDesk(
    AlertStore store,
    OrderDesk orders,
    SmsPath phones,
    FarmBook farm,
    SirenTimes times,
    ServerClocks clocks,
    ILogger<SirenDesk> log
)
{
    /// <summary>Incidents that may want a siren at once; beyond it the oldest want is forgotten: the others still sound it.</summary>
    public const int MaxWants = 200;

    private readonly Lock gate = new();
    private readonly OrderedDictionary<long, SirenWant> wants = [];
    private readonly Dictionary<string, SirenHand> hands = [];

    /// <summary>The worst of all sirens; null: each has answered, or was not asked yet.</summary>
    public ServiceTrouble? Trouble
    {
        get
        {
            lock (gate)
            {
                return hands.Values.Select(hand => hand.Trouble).Max();
            }
        }
    }

    /// <summary>Of each siren of the farm file, for the page and <c>/healthz</c>.</summary>
    public IReadOnlyList<SirenReport> All()
    {
        lock (gate)
        {
            var nowMs = NowMs;
            return
            [
                .. hands.Values.Select(hand => new SirenReport(
                    hand.Node,
                    $"{hand.Last}",
                    hand.Since.ToUnixTimeSeconds(),
                    hand.OrderedUntilMs > nowMs
                )),
            ];
        }
    }

    /// <summary>A call was decided: one that sounds, one that ends it, or of a drill one that only asks.</summary>
    public void Put(CallRow row, Alert alert)
    {
        var sirens = farm.Plan.SirensOf(alert.Zone).Select(siren => siren.Node).ToList();
        if (sirens.Count == 0)
        {
            Note(row.Id, $"{OrderOutcome.NoSiren}");
            return;
        }

        lock (gate)
        {
            wants.Remove(alert.Id);
            if (row.IsQuiet)
            {
                Note(row.Id, "Quiet");
                return;
            }

            wants.Add(alert.Id, new SirenWant(row.Id, sirens, row.AtMs, alert.IsDrill));
            if (wants.Count > MaxWants)
            {
                wants.RemoveAt(0);
            }
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(times.Look, clocks.Machine);
        while (await timer.WaitForNextTickAsync(stop))
        {
            try
            {
                // Not waited for: one that does not answer keeps no other waiting.
                _ = TurnAsync(stop);
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                log.LogError(e, "A turn of the sirens failed");
            }
        }
    }

    /// <summary>Orders what is to be ordered now; the end is that of the last order. Throws before the first is on its way.</summary>
    public Task TurnAsync(CancellationToken stop) =>
        Task.WhenAll(Due().ConvertAll(due => OrderAsync(due.Hand, due.Task, stop)));

    private long NowMs => clocks.World.GetUtcNow().ToUnixTimeMilliseconds();

    // At most one order at a time a siren.
    private List<(SirenHand Hand, SirenTask Task)> Due()
    {
        lock (gate)
        {
            var plans = farm.Plan.Sirens;
            foreach (var gone in hands.Keys.Where(node => plans.All(plan => plan.Node != node)).ToArray())
            {
                hands.Remove(gone);
            }

            var nowMs = NowMs;
            foreach (var over in wants.Where(want => IsOver(want.Value, nowMs)).Select(want => want.Key).ToArray())
            {
                wants.Remove(over);
            }

            var due = new List<(SirenHand Hand, SirenTask Task)>();
            foreach (var plan in plans)
            {
                var hand = hands.TryGetValue(plan.Node, out var known)
                    ? known
                    : hands[plan.Node] = new SirenHand(plan.Node);
                if (!hand.IsBusy && hand.Next(SightOf(plan, hand, nowMs), times, clocks.Machine) is { } task)
                {
                    due.Add((hand, task));
                }
            }

            // Only once nothing can fail any more: a busy siren whose order never left would be silent for ever.
            due.ForEach(one => one.Hand.IsBusy = true);
            return due;
        }
    }

    private SirenSight SightOf(SirenPlan plan, SirenHand hand, long nowMs)
    {
        var own = wants.Values.Where(want => want.Sirens.Contains(plan.Node)).ToList();
        var areDown =
            phones.Now is { State: SmsPathState.Down } path
            && clocks.Machine.GetUtcNow() - path.Since >= farm.Plan.Service.Phones;
        if (!areDown)
        {
            hand.PhonesWork();
        }

        var hour = TimeOnly.FromDateTime(clocks.World.GetUtcNow().ToOffset(farm.Plan.UtcOffset).DateTime);
        return new SirenSight(
            nowMs,
            clocks.Speed,
            own.Where(want => !want.IsDrill).Select(want => want.UntilMs(plan)).DefaultIfEmpty().Max(),
            own.Exists(want => want.IsDrill && !want.Asked.Contains(plan.Node)),
            areDown && plan.Phones?.Contains(hour) == true,
            orders.RunOf(plan.Node)
        );
    }

    private bool IsOver(SirenWant want, long nowMs) =>
        farm.Plan.Sirens.Where(plan => want.Sirens.Contains(plan.Node)).All(plan => want.UntilMs(plan) <= nowMs);

    private async Task OrderAsync(SirenHand hand, SirenTask task, CancellationToken stop)
    {
        var outcome = OrderOutcome.NoAnswer;
        try
        {
            outcome = await orders.SendAsync(hand.Node, task.Order, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            log.LogError(e, "The siren of {Node} could not be ordered", hand.Node);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            Heard(hand, task, outcome);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            log.LogError(e, "What the siren of {Node} answered could not be kept", hand.Node);
        }
        finally
        {
            hand.IsBusy = false;
        }
    }

    private void Heard(SirenHand hand, SirenTask task, OrderOutcome outcome)
    {
        lock (gate)
        {
            var before = hand.Last;
            hand.Heard(task, outcome, orders.RunOf(hand.Node), clocks.Machine);
            if (outcome != before || task.UntilMs > 0)
            {
                log.LogInformation("The siren of {Node}: {Outcome} ({Seconds} s)", hand.Node, outcome, task.Order.For);
            }

            foreach (var want in wants.Values.Where(want => want.Sirens.Contains(hand.Node)))
            {
                if (want.IsDrill ? want.Asked.Add(hand.Node) : task.UntilMs > 0)
                {
                    Note(want.Row, string.Join(", ", want.Sirens.Select(node => WordsOf(node, want))));
                }
            }
        }
    }

    // As the page and the record of calls have it: fuego-2 Sounds.
    private string WordsOf(string node, SirenWant want) =>
        hands.GetValueOrDefault(node)?.Last is not { } last || (want.IsDrill && !want.Asked.Contains(node))
            ? $"{node} …"
            : $"{node} {(last != OrderOutcome.Done ? $"{last}" : want.IsDrill ? SirenReport.Answers : SirenReport.Sounds)}";

    private void Note(string row, string outcome) =>
        store.TryWrite("what became of a siren", db => CallTable.SetOutcome(db, row, outcome));
}

/// <summary>How one siren is.</summary>
/// <param name="Last">As <see cref="OrderOutcome"/>; empty: it was not asked yet.</param>
/// <param name="Since">Unix seconds since when it is well, or is not.</param>
internal sealed record SirenReport(string Node, string Last, long Since, bool IsSounding)
{
    /// <summary>The outcome of a call whose siren took the order.</summary>
    public const string Sounds = "Sounds";

    /// <summary>In a drill: it took an order to be silent.</summary>
    public const string Answers = "Answers";
}
