using Vigia.Edge.Simulation.Electronics;
using Vigia.Edge.Simulation.Nature;
using Vigia.Server;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Server.Nodes;
using Vigia.Server.Rules;
using Vigia.Server.Rules.People;
using Vigia.Server.Rules.Replay;
using Vigia.Tests.Influx;
using Vigia.Tests.Repository;
using Vigia.Tests.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Fire;

/// <summary>
/// The posts of the demo farm from their chips to the store: world, chip models, shipped drivers, the farm file's rules, alerts and
/// messages. Sockets, packs' bytes and the ledger are left out, and time passes only when it is let.
/// </summary>
internal sealed class FireBench : IDisposable
{
    // What is around an event is lived finely: before it, and after its end or its first hours.
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan After = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(90);
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(3);
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan RestartEvery = TimeSpan.FromMinutes(4);

    private readonly FollowerPlace data = new();
    private readonly ReplayClock clock = new(speed: 1);
    private readonly FireWorld world;
    private readonly PostBoard[] boards;
    private readonly NodeWatch watch;
    private readonly RuleJudge judge;
    private readonly ElectronicsPlan electronics;
    private readonly DateTimeOffset beginning;
    private readonly Pack pack = new();
    private readonly List<(string Zone, DateTimeOffset At)> seconds = [];
    private readonly FireTruth[] truths;
    private long sweeps;

    public FireBench(DateTimeOffset beginning, int seed, bool isHot)
    {
        this.beginning = beginning;
        (electronics, var findings) = Plan(seed);
        Assert.Empty(findings);
        var firstDay = DateOnly.FromDateTime(Sun.LocalTime(beginning).DateTime);
        world = new FireWorld(electronics.Seed, beginning, isHot ? firstDay.AddDays(-1) : firstDay);
        boards = [.. Enumerable.Range(1, FireWorld.Posts).Select(post => new PostBoard(post, world, electronics))];
        truths = [.. Enumerable.Range(1, FireWorld.Posts).Select(post => new FireTruth(post, world))];
        clock.Now = beginning;
        var plan = FarmFile.Parse(FarmFile.DemoText(), "demo.yaml").Plan!;
        var clocks = new ServerClocks(clock, clock);
        var register = new FarmNodes(plan);
        var incidents = new Incidents(new AlertTexts(plan), data.Store, clocks);
        watch = new NodeWatch(register, clocks);
        watch.Begin();
        var silence = new SilenceJudge(watch, register, plan, new ServerOptions("demo", data.Folder), incidents);
        judge = new RuleJudge(new RuleBook(plan), incidents, silence, watch, data.Store, Lateness.Of(speed: 1));
        judge.Load();
    }

    /// <summary>Lives through it.</summary>
    /// <param name="events">In order of their time.</param>
    public FireOutcome Live(IReadOnlyList<PostEvent> events, TimeSpan lasts, TimeSpan nearEvery, TimeSpan calmEvery)
    {
        var (done, look) = (TimeSpan.Zero, TimeSpan.Zero);
        IReadOnlyList<PostEvent> near = [];
        while (world.Since < lasts)
        {
            if (world.Since >= look)
            {
                look = world.Since + Look;
                near = [.. events.Where(e => e.After - Before < look && world.Since < e.After + e.For + Remembered)];
                world.Expect(near);
            }

            var finely = near.Any(IsNear);
            world.AdvanceTo(world.Now + (finely ? nearEvery : calmEvery), finely);
            clock.Now = world.Now;
            foreach (var e in near.Where(e => e.After > done && e.After <= world.Since))
            {
                Act(e);
            }

            done = world.Since;
            Sweep();
        }

        judge.Saved();
        return Outcome(events, lasts);
    }

    public void Dispose()
    {
        foreach (var board in boards)
        {
            board.Dispose();
        }

        data.Dispose();
    }

    private static (ElectronicsPlan, IReadOnlyList<Vigia.Edge.NodeFile.Finding>) Plan(int seed)
    {
        var (plan, findings) = ElectronicsReader.Parse(
            Checkout.Read("tests/Vigia.Tests/Fire/electronics.yaml"),
            "electronics.yaml"
        );
        return (plan! with { Seed = plan.Seed + seed }, findings);
    }

    private bool IsNear(PostEvent e)
    {
        var fine = e.For < Longest ? e.For : Longest;
        return world.Since >= e.After - Before && world.Since < e.After + fine + After;
    }

    private void Act(PostEvent e)
    {
        var by = new By("ramon", Means.Sms);
        switch (e.What)
        {
            case "restart":
                boards[e.Post - 1].Restart();
                break;
            case "told":
                judge.Hear(new PersonWord(WordKind.Fire, FireWorld.ZoneOf(e.Post), by, world.Now));
                break;
            case "burn":
                judge.Hear(new PersonWord(WordKind.Burn, FireWorld.ZoneOf(e.Post), by, world.Now, world.Now + e.For));
                break;
        }
    }

    private void Sweep()
    {
        sweeps++;
        for (var post = 1; post <= FireWorld.Posts; post++)
        {
            if (world.At(post, "silent") is null)
            {
                Sweep(post);
            }
        }

        judge.Tick(world.Now);
        for (var post = 1; post <= FireWorld.Posts; post++)
        {
            SeeSecond(post);
        }

        Keep();
    }

    private void Sweep(int post)
    {
        var board = boards[post - 1];
        if (world.At(post, "fault") is { Fault: "restarting" } fault && IsTurn(world.Since - fault.After))
        {
            board.Restart();
        }

        board.Sweep(pack.Readings);
        var isLost = Dice.Share(electronics.Seed + 50 + post, sweeps) < electronics.LinkLoss;
        if (isLost || pack.Readings.Count == 0)
        {
            return;
        }

        var node = FireWorld.ZoneOf(post);
        watch.Hear(node);
        var ms = world.Now.ToUnixTimeMilliseconds();
        judge.Judge(
            new LedgerRow(sweeps, node, board.Boot, sweeps, Plain: false, ms, ms, ClockQuality.Ntp, false, node, []),
            pack,
            world.Now
        );
    }

    private static bool IsTurn(TimeSpan since) =>
        (long)(since.TotalSeconds / RestartEvery.TotalSeconds)
        != (long)((since - TimeSpan.FromSeconds(5)).TotalSeconds / RestartEvery.TotalSeconds);

    private void SeeSecond(int post)
    {
        var truth = truths[post - 1];
        var wasTwo = truth.IsTwo;
        truth.Look();
        if (truth.IsTwo && !wasTwo)
        {
            seconds.Add((FireWorld.ZoneOf(post), world.Now));
        }
    }

    // Written is what somebody is told or shown; what rules remember stays in memory.
    private void Keep()
    {
        if (judge.Unsaved.TouchesAlerts)
        {
            Assert.True(data.Store.TryWrite("the bench", judge.Unsaved.WriteTo));
        }

        judge.Saved();
    }

    private FireOutcome Outcome(IReadOnlyList<PostEvent> events, TimeSpan lasts)
    {
        var incidents = FireIncident.In(data.Store);
        var fires = events.Where(e => e.What == "fire").ToArray();
        return new FireOutcome(
            lasts,
            incidents,
            [.. fires.Select(fire => Noticed(fire, incidents))],
            [.. incidents.Where(incident => !Array.Exists(fires, fire => IsOf(incident, fire)))]
        );
    }

    private NoticedFire Noticed(PostEvent fire, IReadOnlyList<FireIncident> incidents)
    {
        var (zone, ignition) = (FireWorld.ZoneOf(fire.Post), beginning + fire.After);
        var until = ignition + fire.For;
        return new NoticedFire(
            fire,
            ignition,
            seconds
                .Where(one => one.Zone == zone && one.At >= ignition && one.At < until)
                .Select(one => (DateTimeOffset?)one.At)
                .FirstOrDefault(),
            incidents
                .Where(incident => incident.Zone == zone && incident.Probable >= ignition && incident.Probable < until)
                .Select(incident => incident.Probable)
                .FirstOrDefault()
        );
    }

    private bool IsOf(FireIncident incident, PostEvent fire) =>
        incident.Zone == FireWorld.ZoneOf(fire.Post)
        && incident.Raised < beginning + fire.After + fire.For + After
        && (incident.Raised >= beginning + fire.After || incident.Probable >= beginning + fire.After);
}
