using Vigia.Server.Alerts;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

public sealed class ThresholdRuleTests
{
    private static readonly DateTimeOffset Ten = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    /// <summary>A time line: seconds after ten, value ("t" a tick), and what the rule has to say.</summary>
    [Theory]
    [InlineData(
        0,
        "0 37 NotAbove; 5 38 NotAbove; 10 38.1 RoseAbove; 15 40 StillRaised; 20 37 StillRaised; 25 36 StillRaised; 30 35.9 FellBelowClear; 35 39 RoseAbove"
    )]
    [InlineData(10, "0 39 NotYetLongEnough; 5 39 NotYetLongEnough; 10 39 RoseAbove; 15 35 FellBelowClear")]
    [InlineData(
        10,
        "0 39 NotYetLongEnough; 5 37 NotAbove; 8 39 NotYetLongEnough; 15 39 NotYetLongEnough; 18 39 RoseAbove"
    )]
    [InlineData(
        10,
        "0 39 NotYetLongEnough; 9 t NotYetLongEnough; 10 t StayedAbove; 11 t NothingPending; 12 39 StillRaised"
    )]
    [InlineData(10, "0 39 NotYetLongEnough; 31 t TooLateToRaise; 32 39 RoseAbove")]
    [InlineData(0, "10 37 NotAbove; 10 99 Late; 5 99 Late; 11 39 RoseAbove; 11 30 Late; 12 30 FellBelowClear")]
    [InlineData(0, "0 t NothingPending; 0 39 RoseAbove; 1 t NothingPending")]
    public void A_time_line_gives_these_verdicts(int seconds, string line)
    {
        var rule = Rule(seconds);
        var state = ThresholdState.Fresh;
        var said = new List<string>();

        foreach (var step in line.Split("; "))
        {
            var words = step.Split(' ');
            var time = Ten.AddSeconds(int.Parse(words[0]));
            var e = words[1] == "t" ? RuleEvent.Tick : RuleEvent.Reading(time, double.Parse(words[1]));
            (state, var verdict) = rule.Judge(state, e, now: time);
            said.Add($"{words[0]} {words[1]} {verdict}");
        }

        Assert.Equal(line, string.Join("; ", said));
    }

    [Theory]
    [InlineData(20, nameof(Verdict.RoseAbove))]
    [InlineData(21, nameof(Verdict.TooLateToRaise))]
    public void A_reading_later_than_the_window_raises_nothing(int seconds, string wanted)
    {
        var (_, verdict) = Rule(0).Judge(ThresholdState.Fresh, RuleEvent.Reading(Ten, 50), Ten.AddSeconds(seconds));

        Assert.Equal(wanted, verdict.ToString());
    }

    [Fact]
    public void History_warms_a_rule_up_so_that_the_first_live_reading_raises()
    {
        var rule = Rule(60);
        var (warm, late) = rule.Judge(ThresholdState.Fresh, RuleEvent.Reading(Ten, 50), Ten.AddSeconds(70));

        var (_, verdict) = rule.Judge(warm, RuleEvent.Reading(Ten.AddSeconds(70), 50), Ten.AddSeconds(70));

        Assert.Equal(Verdict.NotYetLongEnough, late);
        Assert.Equal(Verdict.RoseAbove, verdict);
    }

    [Theory]
    [InlineData(QartodFlag.Pass, nameof(Verdict.RoseAbove))]
    [InlineData(QartodFlag.NotEvaluated, nameof(Verdict.RoseAbove))]
    [InlineData(QartodFlag.Suspect, nameof(Verdict.RoseAbove))]
    [InlineData(QartodFlag.Fail, nameof(Verdict.BadQuality))]
    [InlineData(QartodFlag.Missing, nameof(Verdict.BadQuality))]
    public void A_reading_its_node_calls_failed_is_not_judged(QartodFlag flag, string wanted)
    {
        var (state, verdict) = Rule(0).Judge(ThresholdState.Fresh, RuleEvent.Reading(Ten, 50, flag), Ten);

        Assert.Equal(wanted, verdict.ToString());
        Assert.Equal(wanted == nameof(Verdict.BadQuality), state == ThresholdState.Fresh);
    }

    private static ThresholdRule Rule(int seconds) =>
        new("calor", "air", null, 38, 36, TimeSpan.FromSeconds(seconds), Severity.Severe, TimeSpan.FromSeconds(20));
}
