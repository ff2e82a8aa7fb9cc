using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Influx;
using Vigia.Server.Influx.States;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Influx;

public sealed class StateLinesTests
{
    private const long At = 1_764_000_000_000;

    private static readonly LocalText Barn = new("Porqueriza", "Pig barn");

    [Fact]
    public void A_zone_says_word_number_and_age_in_both_languages_beside_the_number_it_is_coloured_by()
    {
        var line = Assert.Single(LinesOf(Farm(Zone(ChartState.Act, Air(35.5)))), IsOf("zone_state"));

        Assert.StartsWith(
            "zone_state,site=demo,zone=porqueriza,kind=pig-barn,quantity=temperature,title_en=Pig\\ barn,title_es=Porqueriza state=2i,rank=3i,",
            line
        );
        Assert.Contains(",word_es=\"ACTUAR\",number_es=\"35,5 °C\",age_es=\"6 s\"", line);
        Assert.Contains(",word_en=\"ACT\",number_en=\"35.5 °C\",age_en=\"6 s\"", line);
        Assert.EndsWith($" {At}", line);
    }

    [Fact]
    public void A_sensor_without_signal_has_no_value_and_says_why()
    {
        var mute = Air(null) with { State = ChartState.NoSignal, Fault = "NoAnswer", Age = TimeSpan.FromHours(3) };

        var line = Assert.Single(LinesOf(Farm(Zone(ChartState.NoSignal, mute), mute)), IsOf("point_state"));

        Assert.Contains(" state=3i,", line);
        Assert.DoesNotContain(",value=", line);
        Assert.Contains(",age_s=10800,", line);
        Assert.Contains(
            "fault_es=\"el sensor no contesta\",word_es=\"SIN SEÑAL\",number_es=\"—\",age_es=\"3 h\"",
            line
        );
    }

    [Fact]
    public void The_farm_is_as_well_as_its_worst_zone_and_danger_goes_before_silence()
    {
        var farm = Farm(Zone(ChartState.Act, Air(36)), Air(36)) with
        {
            Zones = [Zone(ChartState.NoSignal, null), Zone(ChartState.Act, Air(36)), Zone(ChartState.Good, Air(25))],
        };

        var line = Assert.Single(LinesOf(farm), IsOf("farm_state"));

        Assert.StartsWith("farm_state,site=demo state=2i,good=1i,look=0i,act=1i,nosignal=1i,", line);
        Assert.Contains("word_es=\"ACTUAR YA\",where_es=\"Porqueriza\"", line);
    }

    [Fact]
    public void A_farm_without_zones_is_not_well()
    {
        var line = Assert.Single(LinesOf(new FarmNow(At, [], [], [], [])), IsOf("farm_state"));

        Assert.Contains(" state=3i,", line);
        Assert.Contains("word_es=\"TODAVÍA NO HAY ZONAS\"", line);
    }

    [Theory]
    [InlineData(ChartState.Good, null, "NO HAY FUEGO")]
    [InlineData(ChartState.NoSignal, null, "NADIE VIGILA: Porqueriza")]
    [InlineData(ChartState.Look, Certainty.Possible, "ALGO RARO: Porqueriza")]
    [InlineData(ChartState.NoSignal, Certainty.Likely, "FUEGO: Porqueriza")]
    internal void Fire_is_said_first_and_a_post_that_is_silent_watches_nothing(
        ChartState post,
        Certainty? fire,
        string said
    )
    {
        var farm = Farm(Zone(post, null) with { Kind = "fire-post" }) with
        {
            Fires = fire is { } certainty ? [new FireNow(Barn, certainty)] : [],
        };

        Assert.Contains($",fire_es=\"{said}\"", Assert.Single(LinesOf(farm), IsOf("farm_state")));
    }

    [Fact]
    public void A_node_says_what_it_holds_what_was_lost_and_how_it_knows_the_time()
    {
        var health = new Health(default, 3600, "kb", [], 0, 17, Counts(("OutboxFull", 2)), 1, Counts(("NoAnswer", 5)));
        var node = new NodeHealthNow(
            "cerdos-1",
            "porqueriza",
            false,
            TimeSpan.FromSeconds(4),
            ClockQuality.Ntp,
            3,
            "0.1.0",
            health
        );

        var line = Assert.Single(
            LinesOf(Farm(Zone(ChartState.Good, null)) with { Nodes = [node] }),
            IsOf("node_health")
        );

        Assert.StartsWith(
            "node_health,site=demo,zone=porqueriza,node=cerdos-1 state=1i,rank=1i,age_s=4,clk=3i,gaps=3i,held=17i,up_s=3600,dropped=2i,set_aside=1i,faults=5i,version=\"0.1.0\"",
            line
        );
    }

    [Theory]
    [InlineData(52.4, 0.23, false, "state=0i,rank=0i", "cpu=52.4,disk=0.23,weak=0i")]
    [InlineData(52.4, 0.23, true, "state=1i,rank=1i", "cpu=52.4,disk=0.23,weak=1i")]
    [InlineData(52.4, 0.95, null, "state=1i,rank=1i", "cpu=52.4,disk=0.95,version")]
    [InlineData(84.0, null, null, "state=1i,rank=1i", "cpu=84,version")]
    public void A_board_that_is_hot_full_or_weak_asks_to_look(
        double? cpu,
        double? disk,
        bool? weak,
        string state,
        string fields
    )
    {
        var health = new Health(default, 3600, "kb", [], 0, 0, Counts(), 0, Counts(), new BoardState(cpu, disk, weak));
        var node = new NodeHealthNow("n", null, false, TimeSpan.FromSeconds(4), ClockQuality.Ntp, 0, "0.1.0", health);

        var line = Assert.Single(
            LinesOf(Farm(Zone(ChartState.Good, null)) with { Nodes = [node] }),
            IsOf("node_health")
        );

        Assert.Contains(state, line, StringComparison.Ordinal);
        Assert.Contains(fields, line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_that_was_never_heard_is_grey()
    {
        var node = new NodeHealthNow("cerdos-1", "porqueriza", false, null, null, 0, null, null);

        var line = Assert.Single(
            LinesOf(Farm(Zone(ChartState.Good, null)) with { Nodes = [node] }),
            IsOf("node_health")
        );

        Assert.Contains(" state=3i,", line);
        Assert.Contains("age_es=\"—\"", line);
    }

    [Fact]
    public void The_limits_of_a_point_are_the_rules_own_numbers()
    {
        var (plan, _) = FarmFile.Parse(
            "zones: [{ name: porqueriza, kind: pig-barn }]\nnodes: [{ name: cerdos-1, zone: porqueriza }]",
            "farm.yaml"
        );

        var limits = ChartLimit.Of(plan!, Air(30)).ToList();

        var heat = Assert.Single(limits, drawn => drawn.Limit.Rule == "heat");
        Assert.Equal((33, 32, LimitSide.Above), (heat.Limit.Raise, heat.Limit.Clear, heat.Limit.Side));
        Assert.Equal(14, Assert.Single(limits, drawn => drawn.Limit.Rule == "cold").Limit.Raise);
        Assert.Contains(limits, drawn => drawn is { IsRate: true, Limit.Raise: 0.4 });
        Assert.Empty(ChartLimit.Of(plan!, Air(1) with { Point = "state-fan", Quantity = "state" }));
        var batch = new LineBatch();
        new LimitLines("demo").Write(heat, At, batch);
        Assert.Equal(
            $"limit,site=demo,zone=porqueriza,node=cerdos-1,point=temperature,quantity=temperature,rule=heat/setpoint,measure=value,side=above,level=act,title_es=Calor\\ peligroso\\ para\\ los\\ cerdos,title_en=Heat\\ dangerous\\ for\\ the\\ pigs raise=33,clear=32,conditional=0i {At}",
            batch.Line(0)
        );
    }

    [Theory]
    [InlineData("state-flame", 1, ChartState.Act)]
    [InlineData("state-flame", 0, ChartState.Good)]
    [InlineData("temperature", 55, ChartState.Act)]
    [InlineData("temperature", 30, ChartState.Good)]
    internal void In_an_alert_of_its_zone_a_point_is_as_bad_as_what_it_reads_itself(
        string point,
        double value,
        ChartState state
    )
    {
        var (plan, _) = FarmFile.Parse(
            "zones: [{ name: fuego-1, kind: fire-post }]\nnodes: [{ name: f1, zone: fuego-1 }]",
            "farm.yaml"
        );
        Alert fire = new(
            1,
            "fire",
            "f1",
            "gas_ratio-smoke",
            "fuego-1",
            Severity.Extreme,
            Urgency.Immediate,
            Certainty.Observed,
            AlertState.Raised,
            At,
            At,
            4,
            2.5,
            "/"
        );

        Assert.Equal(state, ChartJudge.StateOf(plan!, [fire], "f1", point, value));
        Assert.Equal(ChartState.Act, ChartJudge.StateOf(plan!, [fire], "f1", "gas_ratio-smoke", 1));
        Assert.Equal(ChartState.Good, ChartJudge.StateOf(plan!, [], "f1", point, value));
    }

    private static Dictionary<string, long> Counts(params (string Name, long Count)[] counts) =>
        counts.ToDictionary(count => count.Name, count => count.Count);

    private static PointStateNow Air(double? value) =>
        new(
            "porqueriza",
            Barn,
            "pig-barn",
            "cerdos-1",
            "temperature",
            "temperature",
            new LocalText("Temperatura", "Temperature"),
            ChartState.Good,
            value,
            TimeSpan.FromSeconds(6),
            Fault: null
        );

    private static ZoneNow Zone(ChartState state, PointStateNow? main) =>
        new("porqueriza", Barn, "pig-barn", 0, state, main, Why: null);

    private static FarmNow Farm(ZoneNow zone, params PointStateNow[] points) => new(At, [zone], points, [], []);

    private static List<string> LinesOf(FarmNow farm)
    {
        var batch = new LineBatch();
        new StateLines("demo").Write(farm, batch);
        return [.. Enumerable.Range(0, batch.Count).Select(batch.Line)];
    }

    private static Predicate<string> IsOf(string measurement) =>
        line => line.StartsWith(measurement + ",", StringComparison.Ordinal);
}
