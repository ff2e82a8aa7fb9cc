using System.Globalization;
using Vigia.Server.Farm;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

/// <summary>What a condition can say, each as a farm file writes it.</summary>
public sealed class PrimitivesTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);

    private static readonly Surroundings Farm = Surroundings.Nothing with { UtcOffset = TimeSpan.FromHours(-4) };

    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);

    private PlaceState state = PlaceState.Fresh;

    [Fact]
    public void A_band_raises_on_either_side_and_is_over_well_inside()
    {
        var rule = Read("point: air, outside: { low: 10, high: 14 }, clear: 1");

        Assert.Equal("- - RAISE - CLEAR", Say(rule, "air", [12, 14, 14.1, 13.5, 12.9]));
        Assert.Equal("RAISE - CLEAR", Say(rule, "air", [9.9, 10.9, 11.1]));
    }

    [Fact]
    public void A_band_names_the_edge_that_was_passed()
    {
        var rule = Read("point: air, outside: { low: 10, high: 14 }");

        var ruling = rule.Judge(state, Reading("air", 9, Midnight), Midnight, Farm);

        Assert.Equal(10, ruling.Finding?.Limit);
    }

    [Fact]
    public void A_level_that_does_not_move_for_hours_is_stuck_and_a_gap_does_not_make_it_so()
    {
        var rule = Read("point: level, change_over: 6h, below: 0.002, clear: 0.01");

        Assert.DoesNotContain(
            "RAISE",
            SayEvery(TimeSpan.FromMinutes(2), 130, rule, _ => 0.5),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "RAISE",
            SayEvery(TimeSpan.FromMinutes(2), 20, rule, _ => 0.5, from: 260),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "CLEAR",
            SayEvery(TimeSpan.FromMinutes(2), 2, rule, i => 0.5 + (i * 0.02), from: 300),
            StringComparison.Ordinal
        );

        state = PlaceState.Fresh;
        var withGap =
            SayEvery(TimeSpan.FromMinutes(2), 60, rule, _ => 0.5)
            + SayEvery(TimeSpan.FromMinutes(2), 10, rule, _ => 0.5, from: 400);
        Assert.DoesNotContain("RAISE", withGap, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rain_of_a_day_is_a_sum_that_slides()
    {
        var rule = Read("point: rain, sum_over: 24h, above: 50, clear: 30");

        var wet = SayEvery(TimeSpan.FromMinutes(30), 6, rule, _ => 10);
        var dry = SayEvery(TimeSpan.FromMinutes(30), 50, rule, _ => 0, from: 180);

        Assert.Equal("- - - - - RAISE", wet);
        Assert.Contains("CLEAR", dry, StringComparison.Ordinal);
    }

    /// <summary>Nobody is told that no water came while nobody looked; that it came is known from the first litre on.</summary>
    [Fact]
    public void A_sum_is_too_little_only_once_all_of_its_window_was_heard()
    {
        var rule = Read("point: volume, sum_over: 12h, below: 1, clear: 5");

        Assert.DoesNotContain("RAISE", SayEvery(HalfHour, 23, rule, _ => 0), StringComparison.Ordinal);
        Assert.Contains("RAISE", SayEvery(HalfHour, 3, rule, _ => 0, from: 23 * 30), StringComparison.Ordinal);

        // Silent for six hours: what stands does not end by that, and does by water.
        Assert.DoesNotContain("CLEAR", SayEvery(HalfHour, 4, rule, _ => 0, from: 32 * 60), StringComparison.Ordinal);
        Assert.Contains("CLEAR", SayEvery(HalfHour, 1, rule, _ => 6, from: 34 * 60), StringComparison.Ordinal);

        // And once more, after it was dry for twelve hours that were heard.
        var dry = SayEvery(HalfHour, 22, rule, _ => 0, from: 35 * 60);
        Assert.DoesNotContain("RAISE", dry, StringComparison.Ordinal);
        Assert.Contains("RAISE", SayEvery(HalfHour, 3, rule, _ => 0, from: 46 * 60), StringComparison.Ordinal);
    }

    [Fact]
    public void Smoke_is_held_against_the_point_s_own_last_day()
    {
        var rule = Read("point: gas_ratio-smoke, ratio_to: { last_hours: 24 }, above: 1.8, clear: 1.5");
        SayEvery(HalfHour, 60, rule, _ => 0.5);

        Assert.Equal("- -", SayEvery(HalfHour, 2, rule, _ => 0.85, from: 60 * 30));
        Assert.Equal("RAISE", SayEvery(HalfHour, 1, rule, _ => 0.95, from: 62 * 30));

        // A sensor that has aged calls what it sees every day nothing.
        state = PlaceState.Fresh;
        SayEvery(HalfHour, 60, rule, _ => 1.7);
        Assert.Equal("- -", SayEvery(HalfHour, 2, rule, _ => 2.5, from: 60 * 30));
        Assert.Equal("RAISE", SayEvery(HalfHour, 1, rule, _ => 3.2, from: 62 * 30));
    }

    [Fact]
    public void Until_three_hours_are_known_a_ratio_stands_for_itself_and_what_is_none_for_nothing()
    {
        var smoke = Read("point: gas_ratio-smoke, ratio_to: { last_hours: 24 }, above: 1.8, clear: 1.5");
        Assert.Equal("RAISE", Step(smoke, Reading("gas_ratio-smoke", 2, Midnight) with { Unit = "/" }));

        state = PlaceState.Fresh;
        var co = Read("point: co, minus: { last_hours: 24 }, above: 30, clear: 15");
        Assert.Equal("- -", SayEvery(HalfHour, 2, co, _ => 60));
        SayEvery(HalfHour, 8, co, _ => 20, from: 60);
        Assert.Equal("- RAISE", SayEvery(HalfHour, 2, co, i => 45 + (10 * i), from: 300));
    }

    [Fact]
    public void Seven_starts_in_an_hour_are_short_cycling_and_running_on_is_none()
    {
        var rule = Read("point: state-pump, starts_over: 1h, above: 6, clear: 5");

        Assert.DoesNotContain("RAISE", SayEvery(TimeSpan.FromMinutes(1), 30, rule, _ => 1), StringComparison.Ordinal);
        Assert.Contains(
            "RAISE",
            SayEvery(TimeSpan.FromMinutes(1), 16, rule, i => i % 2, from: 30),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Water_is_held_against_the_same_hours_of_the_days_before()
    {
        var rule = Read("point: volume, ratio_to: { days: 7 }, below: 0.7");

        Assert.DoesNotContain(
            "RAISE",
            SayEvery(TimeSpan.FromHours(1), 24 * 5, rule, i => 10 + (i % 24)),
            StringComparison.Ordinal
        );
        Assert.Equal("RAISE", SayEvery(TimeSpan.FromHours(1), 1, rule, _ => 6, from: 24 * 5 * 60));
    }

    [Fact]
    public void Two_days_are_no_baseline()
    {
        var rule = Read("point: volume, ratio_to: { days: 7 }, below: 0.7");

        SayEvery(TimeSpan.FromHours(1), 48, rule, _ => 10);

        Assert.Equal("-", SayEvery(TimeSpan.FromHours(1), 1, rule, _ => 1, from: 48 * 60));
    }

    [Fact]
    public void A_pump_that_draws_little_is_held_against_its_own_runs()
    {
        var rule = Read(
            "point: current, ratio_to: { runs: 20 }, below: 0.7, while: { point: state-pump, is: on, after: 3s }"
        );
        var time = Midnight;
        var said = "";
        foreach (var current in (double[])[8, 8.2, 7.9, 8, 4.4])
        {
            said = Step(rule, Reading("state-pump", 1, time)) + Step(rule, Reading("current", 30, time.AddSeconds(1)));
            for (var i = 5; i < 60; i += 5)
            {
                said += Step(rule, Reading("current", current, time.AddSeconds(i)));
            }

            Assert.Equal(current < 5, said.Contains("RAISE", StringComparison.Ordinal));
            said = Step(rule, Reading("state-pump", 0, time.AddSeconds(60)));
            time = time.AddHours(1);
        }
    }

    [Fact]
    public void A_barn_is_compared_with_the_air_outside_while_that_is_known()
    {
        var rule = Read("point: temperature, minus: { point: temperature, kind: weather-mast }, above: 4, for: 1m");

        Assert.Equal("-", Step(rule, Reading("temperature", 35, Midnight)));
        Step(
            rule,
            Reading("temperature", 28, Midnight.AddSeconds(5)) with
            {
                Elsewhere = "weather-mast",
                Node = "clima-1",
            }
        );
        var said = Say(rule, "temperature", [.. Enumerable.Repeat(33.0, 14)], start: 10);

        Assert.Contains("RAISE", said, StringComparison.Ordinal);
        Assert.Equal(5, state.Series[new SeriesId("0", "n-1", "temperature")].Value, 6);
    }

    [Fact]
    public void Hours_of_the_farms_day_begin_and_end_what_counts()
    {
        var rule = Read("point: air, above: 30, schedule: { hours: 06:00-18:00 }");

        Assert.Equal("-", Step(rule, Reading("air", 40, Midnight.AddHours(5.9))));
        Assert.Equal("RAISE", Step(rule, Reading("air", 40, Midnight.AddHours(6))));
        Assert.Equal("CLEAR", Step(rule, RuleEvent.Tick, Midnight.AddHours(18)));
    }

    [Fact]
    public void Nights_go_over_midnight_and_belong_to_the_day_they_begin_on()
    {
        // The 23rd of November 2026 is a Monday.
        var rule = Read("point: air, above: 30, schedule: { hours: 20:00-06:00, days: [mon] }");

        Assert.Equal("-", Step(rule, Reading("air", 40, Midnight.AddHours(3))));
        Assert.Equal("RAISE", Step(rule, Reading("air", 40, Midnight.AddHours(21))));
        Assert.Equal("-", Step(rule, Reading("air", 40, Midnight.AddHours(27))));
        Assert.Equal("CLEAR", Step(rule, Reading("air", 40, Midnight.AddHours(30))));
        Assert.Equal("-", Step(rule, Reading("air", 41, Midnight.AddHours(45))));
    }

    [Theory]
    [InlineData("12-01", "04-30", "-")]
    [InlineData("11-01", "04-30", "RAISE")]
    [InlineData("11-23", "11-23", "RAISE")]
    [InlineData("05-01", "11-22", "-")]
    public void A_season_may_go_over_the_new_year(string from, string to, string wanted)
    {
        var rule = Read($"point: air, above: 30, season: {{ from: \"{from}\", to: \"{to}\" }}");

        Assert.Equal(wanted, Step(rule, Reading("air", 40, Midnight.AddHours(1))));
    }

    [Fact]
    public void A_doubtful_reading_counts_only_where_the_rule_says_so_and_a_failed_one_never()
    {
        var strict = Read("point: air, above: 30");
        var lax = Read("point: air, above: 30, quality: suspect");
        var doubtful = Reading("air", 40, Midnight) with { Flag = QartodFlag.Suspect };

        Assert.Equal("-", Step(strict, doubtful));
        Assert.Equal("-", Step(lax, doubtful with { Flag = QartodFlag.Fail }));
        Assert.Equal("RAISE", Step(lax, doubtful));
    }

    [Fact]
    public void Both_of_two_conditions_are_needed_where_the_rule_says_all()
    {
        var rule = Read("all: [{ point: air, above: 30 }, { point: humidity, below: 40, clear: 45 }]");

        Assert.Equal("-", Step(rule, Reading("air", 40, Midnight)));
        Assert.Equal("RAISE", Step(rule, Reading("humidity", 30, Midnight.AddSeconds(1))));
        Assert.Equal("CLEAR", Step(rule, Reading("humidity", 50, Midnight.AddSeconds(2))));
    }

    [Fact]
    public void What_is_measured_where_somebody_works_raises_nothing_until_the_work_is_over()
    {
        var rule = Read("point: air, above: 30");
        var worked = Farm with { IsUnderMaintenance = node => node == "n-1" };

        var first = rule.Judge(state, Reading("air", 40, Midnight), Midnight, worked);
        var then = Midnight.AddSeconds(5);
        var second = rule.Judge(first.State, Reading("air", 40, then), then, Farm);

        Assert.Equal((Verdict.Suppressed, Change.None), (first.Verdict, first.Change));
        Assert.Equal(Change.Raise, second.Change);
    }

    [Fact]
    public void Not_needs_to_know_that_it_is_not()
    {
        var rule = Read("all: [{ point: state-valve, is: on }, { not: { point: flow, above: 1 } }]");

        Assert.Equal("-", Step(rule, Reading("state-valve", 1, Midnight)));
        Assert.Equal("RAISE", Step(rule, Reading("flow", 0.2, Midnight.AddSeconds(1))));
        Assert.Equal("CLEAR", Step(rule, Reading("flow", 5, Midnight.AddSeconds(2))));
    }

    [Theory]
    [InlineData("point: a, above: 1, below: 0", "below: stands beside above; one of above, below, outside, is")]
    [InlineData("point: a", "above: is missing; one of above, below, outside, is")]
    [InlineData("point: a, outside: { low: 3, high: 2 }", "low: 3 is not lower than high (2)")]
    [InlineData("point: a, above: 1, sum_over: 1h, rate_over: 1m", "sum_over: stands beside rate_over; one of")]
    [InlineData("point: a, above: 1, ratio_to: { runs: 5 }", "ratio_to: runs are told by \"while\", which is missing")]
    [InlineData("point: a, above: 1, ratio_to: { days: 15 }", "days: \"15\"; allowed: 1 to 14")]
    [InlineData("point: a, above: 1, minus: { point: b, last_hours: 24 }", "point: stands beside last_hours")]
    [InlineData("point: a, above: 1, ratio_to: { last_hours: 2 }", "last_hours: \"2\"; allowed: 3 to 48")]
    [InlineData("point: a, above: 1, sum_over: 1m", "sum_over: \"1m\"; allowed: 10m to 168h")]
    [InlineData(
        "point: a, above: 1, season: { from: 13-01, to: 04-30 }",
        "from: \"13-01\"; allowed: a day of the year, as 12-01"
    )]
    [InlineData("point: a, above: 1, schedule: { days: [mond] }", "days: \"mond\" (did you mean \"mon\"?); known: mon")]
    [InlineData("point: a, above: 1, quality: god", "quality: \"god\" (did you mean \"good\"?)")]
    [InlineData("all: [{ any: [{ all: [{ any: [{ all: [] }] }] }] }]", "stands too deep; allowed: 4 levels")]
    public void What_is_wrong_is_said(string condition, string words)
    {
        var (plan, errors) = Parse(condition);

        Assert.Null(plan);
        Assert.Contains(errors, error => error.ToString().Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void All_it_remembers_survives_the_store()
    {
        var rule = Read("point: volume, ratio_to: { days: 7 }, below: 0.7");
        SayEvery(TimeSpan.FromHours(1), 24 * 5, rule, i => 10 + (i % 24));

        state = PlaceState.FromJson(state.ToJson())!;

        Assert.Equal("RAISE", SayEvery(TimeSpan.FromHours(1), 1, rule, _ => 6, from: 24 * 5 * 60));
    }

    private string Say(Rule rule, string point, double[] values, int start = 0)
    {
        var begin = Midnight.AddMinutes(state.Series.Count > 0 ? 10 : 0).AddSeconds(start);
        return string.Join(
            ' ',
            values.Select((value, i) => Step(rule, Reading(point, value, begin.AddSeconds(i * 5))))
        );
    }

    /// <param name="from">Minutes after midnight.</param>
    private string SayEvery(TimeSpan every, int times, Rule rule, Func<int, double> value, int from = 0)
    {
        var point = rule.Conditions.First().Point.Text;
        return string.Join(
            ' ',
            Enumerable
                .Range(0, times)
                .Select(i => Step(rule, Reading(point, value(i), Midnight.AddMinutes(from) + (i * every))))
        );
    }

    private string Step(Rule rule, RuleEvent e, DateTimeOffset? now = null)
    {
        (state, _, var change, _) = rule.Judge(state, e, now ?? e.Time, Farm);
        return change == Change.None ? "-" : change.ToString().ToUpper(CultureInfo.InvariantCulture);
    }

    private static RuleEvent Reading(string point, double value, DateTimeOffset time) =>
        RuleEvent.Reading("n-1", point, time, value);

    private static Rule Read(string condition)
    {
        var (plan, errors) = Parse(condition);
        Assert.Empty(errors);
        return plan!.Rules[0];
    }

    private static FarmReading Parse(string condition) =>
        FarmFile.Parse($"rules: [{{ name: r, {condition} }}]", "farm.yaml");
}
