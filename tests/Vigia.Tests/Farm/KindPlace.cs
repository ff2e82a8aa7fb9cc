using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Vigia.Server;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Server.Nodes;
using Vigia.Server.Rules;
using Vigia.Tests.Influx;
using Vigia.Tests.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Farm;

/// <summary>One zone of a kind with one made-up node, whose readings are judged as the service does, without a ledger.</summary>
internal sealed class KindPlace : IDisposable
{
    public const string Node = "made-up";

    /// <summary>A weather mast beside the zone; a point of it is named <c>mast.temperature</c>.</summary>
    public const string Mast = "mast";

    private readonly HashSet<string> raised = [];

    private readonly FakeTimeProvider clock = new(RulesPlace.Ten);
    private readonly FollowerPlace data = new();
    private readonly ListLedger ledger = new();
    private readonly RowReader reader = new();
    private readonly RuleJudge judge;
    private readonly Incidents incidents;

    public KindPlace(FarmPlan plan)
    {
        Book = new FarmBook(plan);
        ledger.ZoneOf = node => Plan.ZoneOf(node);
        var clocks = new ServerClocks(clock, clock);
        var register = new FarmNodes(plan);
        incidents = new Incidents(new AlertTexts(Book), data.Store, clocks);
        var watch = new NodeWatch(register, clocks);
        watch.StopListening();
        var silence = new SilenceJudge(watch, register, Book, new ServerOptions("demo", data.Folder), incidents);
        judge = new RuleJudge(new RuleBook(Book), incidents, silence, watch, data.Store, Lateness.Of(speed: 1));
    }

    public FarmBook Book { get; }

    public FarmPlan Plan => Book.Plan;

    public static FarmPlan PlanOf(string kind, string settings = "", bool withMast = false)
    {
        var (zone, node) = withMast
            ? ($", {{name: {Mast}, kind: weather-mast}}", $", {{name: {Mast}, zone: {Mast}}}")
            : ("", "");
        var (plan, errors) = FarmFile.Parse(
            $"zones: [{{name: z, kind: {kind}{settings}}}{zone}]\nnodes: [{{name: {Node}, zone: z}}{node}]",
            "farm.yaml"
        );
        Assert.Empty(errors);
        return plan!;
    }

    public IReadOnlyList<Alert> Alerts => [.. incidents.Standing()];

    public IEnumerable<string> Standing => incidents.Standing().Where(alert => alert.Zone == "z").Select(a => a.Rule);

    /// <summary>Rules that raised something, be it over or not.</summary>
    public IReadOnlySet<string> Raised => raised;

    /// <summary>So long, at most a minute apart; values as the store keeps them.</summary>
    public void Live(TimeSpan span, TimeSpan every, Func<TimeSpan, IEnumerable<(string Point, double Value)>> sweep)
    {
        for (var gone = TimeSpan.Zero; gone <= span; gone += every)
        {
            clock.Advance(every);
            foreach (var node in sweep(gone).ToLookup(each => each.Point.StartsWith($"{Mast}.") ? Mast : Node))
            {
                Hear(node.Key, [.. node]);
            }

            judge.Tick(clock.GetUtcNow());
            judge.Saved();
            raised.UnionWith(Standing);
        }
    }

    private void Hear(string node, IReadOnlyList<(string Point, double Value)> sweep)
    {
        Reading[] readings =
        [
            .. sweep.Select(each =>
            {
                var point = each.Point[(each.Point.IndexOf('.') + 1)..];
                var quantity = Quantity.Of(point, null);
                return new Reading(point, quantity.WireUnit, each.Value / quantity.Factor);
            }),
        ];
        var row = ledger.Add(clock.GetUtcNow(), node, readings);
        Assert.True(reader.TryRead(row));
        judge.TakeFarm();
        judge.Judge(row, reader.Pack, clock.GetUtcNow());
    }

    public void Dispose() => data.Dispose();
}
