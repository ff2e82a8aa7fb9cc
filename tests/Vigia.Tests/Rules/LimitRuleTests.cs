using Vigia.Server.Alerts;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

public sealed class LimitRuleTests
{
    private static readonly DateTimeOffset Ten = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    /// <summary>A time line: seconds after ten, value ("t" a tick), and what the rule has to say.</summary>
    [Theory]
    [InlineData(
        0,
        "0 37 Within; 5 38 Within; 10 38.1 WentBeyond; 15 40 StillRaised; 20 37 StillRaised; 25 36 StillRaised; 30 35.9 CameBack; 35 39 WentBeyond"
    )]
    [InlineData(10, "0 39 NotYetLongEnough; 5 39 NotYetLongEnough; 10 39 WentBeyond; 15 35 CameBack")]
    [InlineData(
        10,
        "0 39 NotYetLongEnough; 5 37 Within; 8 39 NotYetLongEnough; 15 39 NotYetLongEnough; 18 39 WentBeyond"
    )]
    [InlineData(
        10,
        "0 39 NotYetLongEnough; 9 t NotYetLongEnough; 10 t StayedBeyond; 11 t StillRaised; 12 39 StillRaised"
    )]
    [InlineData(10, "0 39 NotYetLongEnough; 31 t TooLateToRaise; 32 39 NotYetLongEnough; 42 39 WentBeyond")]
    [InlineData(0, "10 37 Within; 10 99 Late; 5 99 Late; 11 39 WentBeyond; 11 30 Late; 12 30 CameBack")]
    [InlineData(0, "0 t NothingPending; 0 39 WentBeyond; 1 t StillRaised")]
    public void A_time_line_gives_these_verdicts(int seconds, string line)
    {
        var rule = Rule(seconds);
        var state = PlaceState.Fresh;
        var said = new List<string>();

        foreach (var step in line.Split("; "))
        {
            var words = step.Split(' ');
            var time = Ten.AddSeconds(int.Parse(words[0]));
            var e = words[1] == "t" ? RuleEvent.Tick : Air(time, double.Parse(words[1]));
            (state, var verdict, _, _) = rule.Judge(state, e, now: time, Surroundings.Nothing);
            said.Add($"{words[0]} {words[1]} {verdict}");
        }

        Assert.Equal(line, string.Join("; ", said));
    }

    [Theory]
    [InlineData(20, nameof(Verdict.WentBeyond))]
    [InlineData(21, nameof(Verdict.TooLateToRaise))]
    public void A_reading_later_than_the_window_raises_nothing(int seconds, string wanted)
    {
        var ruling = Rule(0).Judge(PlaceState.Fresh, Air(Ten, 50), Ten.AddSeconds(seconds), Surroundings.Nothing);

        Assert.Equal(wanted, ruling.Verdict.ToString());
    }

    [Fact]
    public void History_warms_a_rule_up_so_that_the_first_live_reading_raises()
    {
        var rule = Rule(60);
        var state = PlaceState.Fresh;
        foreach (var second in Enumerable.Range(0, 7))
        {
            var late = rule.Judge(
                state,
                Air(Ten.AddSeconds(second * 10), 50),
                Ten.AddSeconds(90),
                Surroundings.Nothing
            );
            Assert.Equal(Change.None, late.Change);
            state = late.State;
        }

        var live = rule.Judge(state, Air(Ten.AddSeconds(70), 50), Ten.AddSeconds(70), Surroundings.Nothing);

        Assert.Equal(Verdict.WentBeyond, live.Verdict);
    }

    [Fact]
    public void A_gap_is_no_time_above_the_limit()
    {
        var said = Say(Rule(60), "0 39; 10 39; 20 39; 600 39; 610 39; 620 39; 639 39; 641 39");

        Assert.Equal(Verdict.NotYetLongEnough, said[^2]);
        Assert.Equal(Verdict.WentBeyond, said[^1]);
    }

    [Theory]
    [InlineData(QartodFlag.Pass, nameof(Verdict.WentBeyond))]
    [InlineData(QartodFlag.NotEvaluated, nameof(Verdict.WentBeyond))]
    [InlineData(QartodFlag.Suspect, nameof(Verdict.BadQuality))]
    [InlineData(QartodFlag.Fail, nameof(Verdict.BadQuality))]
    [InlineData(QartodFlag.Missing, nameof(Verdict.BadQuality))]
    public void A_reading_its_node_does_not_trust_is_not_judged(QartodFlag flag, string wanted)
    {
        var e = RuleEvent.Reading("inv1", "air", Ten, 50, flag);

        var ruling = Rule(0).Judge(PlaceState.Fresh, e, Ten, Surroundings.Nothing);

        Assert.Equal(wanted, ruling.Verdict.ToString());
        Assert.Equal(wanted == nameof(Verdict.BadQuality), ruling.State == PlaceState.Fresh);
    }

    private static List<Verdict> Say(LimitRule rule, string line)
    {
        var state = PlaceState.Fresh;
        var said = new List<Verdict>();
        foreach (var step in line.Split("; ").Select(step => step.Split(' ')))
        {
            var time = Ten.AddSeconds(int.Parse(step[0]));
            var ruling = rule.Judge(state, Air(time, double.Parse(step[1])), time, Surroundings.Nothing);
            (state, _, _, _) = ruling;
            said.Add(ruling.Verdict);
        }

        return said;
    }

    private static RuleEvent Air(DateTimeOffset time, double value) => RuleEvent.Reading("inv1", "air", time, value);

    private static LimitRule Rule(int seconds) =>
        new(
            "calor",
            [
                new Condition(
                    new PointPattern("air"),
                    new Limit(LimitSide.Above, 38, 36),
                    TimeSpan.FromSeconds(seconds),
                    Measure.Value,
                    Quorum: 1,
                    []
                ),
            ]
        );
}
