using Vigia.Server.Calls.Core;
using Vigia.Server.Calls.Replies;
using Vigia.Tests.Calls.Kit;

namespace Vigia.Tests.Calls;

public sealed class CallRulesTests
{
    [Fact]
    public void A_fire_that_nobody_answers_reaches_the_deputy_all_everyone_and_the_siren()
    {
        var watch = new NightWatch();

        Assert.Equal(["10:00 Call ramon duty", "10:00 Ring ramon duty"], watch.Done);
        Assert.Empty(watch.Until("10:01:59"));
        Assert.Equal(
            ["10:02 Call jose deputy", "10:02 Ring jose deputy", "10:02 Ring ramon deputy"],
            watch.Until("10:02")
        );
        Assert.Equal(["10:03 Remind ramon remind-1"], watch.Until("10:03"));
        Assert.Equal(["10:04 Call yelitza all", "10:04 Call carmen all", "10:04 Ring ramon all"], watch.Until("10:04"));
        Assert.Equal(
            [
                "10:05 Call nora everyone",
                "10:05 Call luis everyone",
                "10:05 Ring ramon everyone",
                "10:05 Siren siren-1",
                "10:05 Remind jose remind-1",
            ],
            watch.Until("10:05")
        );
    }

    [Fact]
    public void The_siren_sounds_again_every_ten_minutes_six_times_and_then_no_more()
    {
        var watch = new NightWatch();
        watch.Until("11:59");

        Assert.Equal(
            ["10:05", "10:15", "10:25", "10:35", "10:45", "10:55"],
            watch.Done.Where(done => done.Contains(" Siren ", StringComparison.Ordinal)).Select(done => done[..5])
        );
    }

    [Fact]
    public void A_yes_or_the_end_silences_the_siren_once()
    {
        var watch = new NightWatch();
        watch.Until("10:06");
        Assert.Contains("10:06 Quiet quiet-1", watch.Says("jose", ReplyWord.Coming));
        Assert.DoesNotContain(watch.Says("yelitza", ReplyWord.Yes), IsQuiet);
        Assert.DoesNotContain(watch.Ends(), IsQuiet);

        var other = new NightWatch();
        other.Until("10:06");
        Assert.Contains("10:06 Quiet quiet-1", other.Ends());

        var seen = new NightWatch();
        seen.Until("10:06");
        Assert.Contains("10:06 Quiet quiet-1", seen.Happens(new CallEvent.Seen(By: null)));

        var early = new NightWatch();
        Assert.DoesNotContain(early.Says("ramon", ReplyWord.Yes), IsQuiet);

        static bool IsQuiet(string done) => done.Contains(" Quiet ", StringComparison.Ordinal);
    }

    [Fact]
    public void Who_said_yes_and_then_no_lets_it_sound_again_in_its_turn()
    {
        var watch = new NightWatch();
        watch.Until("10:06");
        watch.Says("jose", ReplyWord.Yes);
        Assert.DoesNotContain(
            watch.Says("jose", ReplyWord.No),
            done => done.Contains(" Siren ", StringComparison.Ordinal)
        );

        Assert.Contains("10:15 Siren siren-2", watch.Until("10:15"));
    }

    [Fact]
    public void Where_no_text_leaves_a_fire_is_for_the_siren_at_once_and_nothing_else_is()
    {
        Assert.Contains("10:00 Siren siren-1", new NightWatch(isMute: true).Done);
        Assert.DoesNotContain(
            new NightWatch(CallGrade.Severe, isMute: true).Through("10:30"),
            done => done.Contains(" Siren ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_yes_ends_the_calling_and_a_no_goes_on_with_the_next_at_once()
    {
        var watch = new NightWatch();
        watch.Until("10:01");

        Assert.Equal(["10:01 Call jose deputy", "10:01 Ring jose deputy"], watch.Says("ramon", ReplyWord.No));
        Assert.Empty(watch.Says("jose", ReplyWord.Yes));
        Assert.Empty(watch.Until("10:59"));
    }

    [Fact]
    public void The_chief_hears_who_comes_each_time_one_more_does()
    {
        var watch = new NightWatch(isSure: true);

        Assert.Empty(watch.Says("ramon", ReplyWord.Yes));
        Assert.Equal(["10:00 Echo ramon echo-1"], watch.Says("jose", ReplyWord.Coming));
        Assert.Empty(watch.Says("jose", ReplyWord.Coming));
        Assert.Empty(watch.Says("yelitza", ReplyWord.Ok));
        Assert.Equal(["10:00 Echo ramon echo-2"], watch.Says("carmen", ReplyWord.Yes));
        Assert.Equal(["ramon", "jose", "carmen"], watch.State.Comers);
    }

    [Fact]
    public void A_fire_that_is_sure_calls_all_of_the_line_at_once_in_their_order()
    {
        var watch = new NightWatch(isSure: true);

        Assert.Equal(
            [
                "10:00 Call ramon duty",
                "10:00 Ring ramon duty",
                "10:00 Call jose all",
                "10:00 Call yelitza all",
                "10:00 Call carmen all",
            ],
            watch.Done
        );
        Assert.Equal([0, 1, 2, 3], watch.Acts.Where(act => act.Kind == CallActKind.Call).Select(act => act.Place));
    }

    [Fact]
    public void Who_leads_is_woken_for_a_fire_that_is_sure_though_another_said_yes_and_for_others_is_let_sleep()
    {
        var (sure, other) = (new NightWatch(isSure: true), new NightWatch());
        sure.Says("jose", ReplyWord.Yes);
        other.Says("jose", ReplyWord.Yes);

        Assert.True(sure.State.IsToWake("ramon"));
        Assert.False(other.State.IsToWake("ramon"));
        sure.Says("ramon", ReplyWord.No);
        Assert.False(sure.State.IsToWake("ramon"));
    }

    [Fact]
    public void One_yes_is_not_enough_when_the_fire_becomes_sure()
    {
        var watch = new NightWatch();
        watch.Says("ramon", ReplyWord.Coming);

        Assert.Equal(
            ["10:00 Worse ramon worse-1", "10:00 Call jose all", "10:00 Call yelitza all", "10:00 Call carmen all"],
            watch.Grows(isSure: true)
        );
    }

    [Fact]
    public void Who_was_called_for_a_fire_and_does_not_answer_is_told_five_times_more_and_no_more()
    {
        var watch = new NightWatch();
        watch.Until("10:02");
        watch.Says("jose", ReplyWord.Yes);

        Assert.Equal(
            ["10:03", "10:06", "10:09", "10:12", "10:15"],
            watch.Until("10:59").Select(done => done.Split(" Remind ramon")[0])
        );
    }

    [Fact]
    public void A_severe_matter_goes_to_the_next_after_five_minutes_and_to_all_after_fifteen()
    {
        var watch = new NightWatch(CallGrade.Severe);

        Assert.Equal(
            ["10:00 Call ramon duty", "10:05 Call jose deputy", "10:10 Call yelitza next-3", "10:15 Call carmen all"],
            watch.Through("10:59").Where(done => done.Contains("Call", StringComparison.Ordinal))
        );
        Assert.DoesNotContain(watch.Acts, act => act.Kind == CallActKind.Siren);
    }

    [Fact]
    public void In_an_hour_without_an_answer_a_severe_matter_is_twelve_texts_to_four_people()
    {
        var watch = new NightWatch(CallGrade.Severe);

        var texts = watch.Through("11:00").Where(done => !done.Contains(" Ring ", StringComparison.Ordinal)).ToList();

        Assert.Equal(12, texts.Count);
        Assert.Equal(
            ["10:15", "10:30"],
            texts.Where(done => done.Contains("Remind ramon", StringComparison.Ordinal)).Select(done => done[..5])
        );
        Assert.Empty(watch.Until("12:30"));
    }

    [Fact]
    public void A_severe_matter_that_somebody_has_seen_reminds_nobody()
    {
        var watch = new NightWatch(CallGrade.Severe);
        watch.Until("10:05");

        watch.Happens(new CallEvent.Seen(By: null));

        Assert.Empty(watch.Until("10:59"));
    }

    [Fact]
    public void A_notice_is_told_to_who_has_the_duty_once_and_nobody_is_rung()
    {
        var watch = new NightWatch(CallGrade.Notice);

        Assert.Equal(["10:00 Call ramon duty"], watch.Done);
        Assert.Empty(watch.Until("10:59"));
    }

    [Fact]
    public void Who_sleeps_is_passed_over_but_not_for_a_fire()
    {
        var watch = new NightWatch(CallGrade.Severe) { Reach = { ["jose"] = Reach.Quiet } };

        Assert.Equal(["10:05 HoldBack jose deputy", "10:05 Call yelitza next-3"], watch.Until("10:05").Take(2));

        var fire = new NightWatch { Reach = { ["jose"] = Reach.Quiet, ["ramon"] = Reach.Spent } };
        Assert.Contains("10:02 Call jose deputy", fire.Until("10:02"));
    }

    [Fact]
    public void Where_all_of_a_line_sleep_what_is_severe_wakes_one_after_the_other_until_somebody_says_yes()
    {
        var watch = new NightWatch(CallGrade.Severe, reach: Reach.Quiet);

        Assert.Equal(["10:00 Call ramon woken-1", "10:00 Ring ramon woken-1"], watch.Done);
        Assert.Contains("10:05 Call jose woken-2", watch.Until("10:05"));
        watch.Says("jose", ReplyWord.Coming);

        Assert.Empty(watch.Until("11:30"));
        Assert.DoesNotContain(watch.Acts, act => act.Kind == CallActKind.HoldBack);
        Assert.Equal(["11:30 AllClear ramon clear", "11:30 AllClear jose clear"], watch.Ends());
    }

    [Fact]
    public void Who_sleeps_is_woken_only_when_who_is_awake_does_not_come()
    {
        var watch = new NightWatch(CallGrade.Severe)
        {
            Reach =
            {
                ["jose"] = Reach.Quiet,
                ["yelitza"] = Reach.Spent,
                ["carmen"] = Reach.Gone,
            },
        };
        Assert.DoesNotContain("jose", string.Join(' ', watch.Until("10:04")), StringComparison.Ordinal);

        watch.Says("ramon", ReplyWord.No);

        Assert.Contains("10:04 Call jose woken-2", watch.Done);
        Assert.Contains("10:19 Remind jose remind-1", watch.Until("10:20"));
        Assert.Null(watch.State.Of("yelitza"));
    }

    [Theory]
    [InlineData("LocalFire")]
    [InlineData("Extreme")]
    public void What_is_urgent_wakes_who_sleeps_and_goes_on_until_somebody_says_yes(string name)
    {
        var watch = new NightWatch(Enum.Parse<CallGrade>(name), reach: Reach.Quiet);

        Assert.Equal(["10:00 Call ramon duty", "10:00 Ring ramon duty"], watch.Done);
        watch.Until("10:15");

        Assert.All(NightWatch.Line, person => Assert.True(watch.State.Of(person)?.IsTold));
        Assert.DoesNotContain(watch.Acts, act => act.Kind is CallActKind.HoldBack or CallActKind.Siren);
        Assert.Null(watch.State.Of("nora"));
    }

    [Fact]
    public void A_fire_of_one_room_goes_to_the_next_of_its_role_after_two_minutes()
    {
        var watch = new NightWatch(CallGrade.LocalFire);

        Assert.Contains("10:02 Call jose deputy", watch.Until("10:02"));
        watch.Says("jose", ReplyWord.Yes);
        Assert.Empty(watch.Until("10:59"));
    }

    [Fact]
    public void Who_saw_it_on_the_page_and_then_cannot_lets_the_calling_go_on()
    {
        var watch = new NightWatch();
        watch.Happens(new CallEvent.Seen("ramon"));
        Assert.Empty(watch.Until("10:02"));

        Assert.Contains("10:02 Call jose deputy", watch.Says("ramon", ReplyWord.No));

        var other = new NightWatch();
        other.Happens(new CallEvent.Seen("ramon"));
        Assert.DoesNotContain(
            other.Says("jose", ReplyWord.No),
            done => done.Contains(" Call ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void What_becomes_worse_than_a_notice_climbs_from_there()
    {
        var watch = new NightWatch(CallGrade.Notice);
        watch.Until("10:20");

        Assert.Equal(["10:20 Worse ramon worse-1"], watch.Grows(CallGrade.Severe));
        Assert.Contains("10:25 Call jose deputy", watch.Until("10:25"));
    }

    [Fact]
    public void All_who_were_called_hear_the_end_once_and_then_nothing_more()
    {
        var watch = new NightWatch();
        watch.Until("10:02");
        watch.Says("luis", ReplyWord.Coming);

        Assert.Equal(
            ["10:02 AllClear ramon clear", "10:02 AllClear jose clear", "10:02 AllClear luis clear"],
            watch.Ends()
        );
        Assert.Empty(watch.Ends());
        Assert.Empty(watch.Says("jose", ReplyWord.No));
        Assert.Empty(watch.Until("10:59"));
    }

    [Fact]
    public void A_yes_that_becomes_a_no_lets_the_clock_run_on()
    {
        var watch = new NightWatch();
        watch.Until("10:01");
        watch.Says("ramon", ReplyWord.Yes);
        watch.Until("10:31");

        Assert.Equal(["10:31 Call jose deputy", "10:31 Ring jose deputy"], watch.Says("ramon", ReplyWord.No));
        Assert.Contains("10:34 Call carmen all", watch.Until("10:34"));
    }

    [Fact]
    public void All_noes_are_nobody()
    {
        var watch = new NightWatch(line: ["ramon", "jose"]);
        watch.Says("ramon", ReplyWord.No);

        var done = watch.Says("jose", ReplyWord.No);

        Assert.Contains("10:00 Siren siren-1", done);
        Assert.Contains("10:00 Call nora everyone", done);
    }

    [Fact]
    public void A_clock_that_is_set_back_stops_nobody()
    {
        var watch = new NightWatch();
        watch.SetBack(TimeSpan.FromHours(2));

        Assert.Contains("10:02 Call jose deputy", watch.Until("10:03"));
    }

    [Fact]
    public void An_empty_line_is_everyone()
    {
        var watch = new NightWatch(line: []);

        Assert.Contains("10:00 Siren siren-1", watch.Done);
        Assert.Contains("10:00 Call ramon everyone", watch.Done);
    }
}
