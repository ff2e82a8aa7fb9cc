using Vigia.Server.Farm;

namespace Vigia.Tests.Farm;

/// <summary>A tank at 24 %, of which the farm file changes its mind.</summary>
public sealed class HotReloadTests : IDisposable
{
    private readonly KindPlace place = new(KindPlace.PlanOf("tank"));

    public void Dispose() => place.Dispose();

    [Fact]
    public void A_rule_that_did_not_change_keeps_its_incident()
    {
        Level(0.24);
        var alert = Assert.Single(place.Alerts);

        place.Book.Turn(Plan("rules: {leak: off}"));
        Level(0.24);

        Assert.Equal(alert.Id, Assert.Single(place.Alerts).Id);
    }

    [Fact]
    public void A_rule_that_did_not_change_keeps_counting()
    {
        Level(0.24, minutes: 4);
        Assert.Empty(place.Alerts);

        place.Book.Turn(Plan("title: Tanque"));
        Level(0.24, minutes: 2);

        Assert.Equal(["low"], place.Standing);
    }

    [Fact]
    public void A_rule_that_is_left_out_ends_without_a_word()
    {
        Level(0.24);

        place.Book.Turn(Plan("rules: {low: off}"));
        Level(0.24);

        Assert.Empty(place.Alerts);
    }

    [Fact]
    public void A_new_limit_is_judged_by_from_the_next_reading_on()
    {
        Level(0.24);

        place.Book.Turn(Plan("rules: {low: {below: 0.20, clear: 0.22}}"));
        Level(0.24, minutes: 1);
        Assert.Empty(place.Alerts);

        Level(0.19);
        Assert.Equal(["low"], place.Standing);
    }

    [Fact]
    public void A_node_that_was_moved_leaves_no_incident_behind()
    {
        Level(0.24);

        place.Book.Turn(
            FarmFile
                .Parse(
                    $"zones: [{{name: z, kind: tank}}, {{name: b, kind: trough}}]\nnodes: [{{name: {KindPlace.Node}, zone: b}}]",
                    "farm.yaml"
                )
                .Plan!
        );
        place.Live(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), _ => [("rain", 0)]);

        Assert.Empty(place.Alerts);
    }

    /// <summary>What it said last speaks for nobody: the level of the new one is what counts.</summary>
    [Fact]
    public void A_node_that_was_taken_out_of_the_file_leaves_nothing_behind()
    {
        Level(0.24);
        Assert.Equal(KindPlace.Node, Assert.Single(place.Alerts).Node);

        place.Book.Turn(
            FarmFile
                .Parse(
                    $"zones: [{{name: z, kind: tank}}, {{name: mast, kind: weather-mast}}]\nnodes: [{{name: {KindPlace.Mast}, zone: z}}]",
                    "farm.yaml"
                )
                .Plan!
        );
        place.Live(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), _ => [($"{KindPlace.Mast}.level", 0.8)]);
        Assert.Empty(place.Alerts);

        place.Live(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), _ => [($"{KindPlace.Mast}.level", 0.2)]);
        Assert.Equal(KindPlace.Mast, Assert.Single(place.Alerts).Node);

        place.Live(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), _ => [($"{KindPlace.Mast}.level", 0.8)]);
        Assert.Empty(place.Alerts);
    }

    private static FarmPlan Plan(string zone)
    {
        var (plan, errors) = FarmFile.Parse(
            $"zones: [{{name: z, kind: tank, {zone}}}]\nnodes: [{{name: {KindPlace.Node}, zone: z}}]",
            "farm.yaml"
        );
        Assert.Empty(errors);
        return plan!;
    }

    private void Level(double level, int minutes = 10) =>
        place.Live(TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(1), _ => [("level", level)]);
}
