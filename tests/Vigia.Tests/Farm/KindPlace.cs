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

    private readonly FakeTimeProvider clock = new(RulesPlace.Ten);
    private readonly FollowerPlace data = new();
    private readonly ListLedger ledger = new() { ZoneOf = _ => "z" };
    private readonly RowReader reader = new();
    private readonly RuleJudge judge;
    private readonly Incidents incidents;

    public KindPlace(FarmPlan plan)
    {
        Book = new FarmBook(plan);
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

    public static FarmPlan PlanOf(string kind, string settings = "")
    {
        var (plan, errors) = FarmFile.Parse(
            $"zones: [{{name: z, kind: {kind}{settings}}}]\nnodes: [{{name: {Node}, zone: z}}]",
            "farm.yaml"
        );
        Assert.Empty(errors);
        return plan!;
    }

    public IReadOnlyList<Alert> Alerts => [.. incidents.Standing()];

    public IEnumerable<string> Standing => incidents.Standing().Select(alert => alert.Rule);

    /// <summary>So long, at most a minute apart; values as the store keeps them.</summary>
    public void Live(TimeSpan span, TimeSpan every, Func<TimeSpan, IEnumerable<(string Point, double Value)>> sweep)
    {
        for (var gone = TimeSpan.Zero; gone <= span; gone += every)
        {
            clock.Advance(every);
            Reading[] readings =
            [
                .. sweep(gone)
                    .Select(each =>
                    {
                        var quantity = Quantity.Of(each.Point, null);
                        return new Reading(each.Point, quantity.WireUnit, each.Value / quantity.Factor);
                    }),
            ];
            var row = ledger.Add(clock.GetUtcNow(), Node, readings);
            Assert.True(reader.TryRead(row));
            judge.TakeFarm();
            judge.Judge(row, reader.Pack, clock.GetUtcNow());
            judge.Tick(clock.GetUtcNow());
            judge.Saved();
        }
    }

    public void Dispose() => data.Dispose();
}
