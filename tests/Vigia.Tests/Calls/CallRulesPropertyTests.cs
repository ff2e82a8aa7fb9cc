using FsCheck.Xunit;
using Vigia.Server.Calls.Core;
using Vigia.Server.Calls.Replies;
using Vigia.Tests.Calls.Kit;

namespace Vigia.Tests.Calls;

/// <summary>Whatever people answer, in whatever order and however often.</summary>
public sealed class CallRulesPropertyTests
{
    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(5);

    private static readonly ReplyWord[] Words =
    [
        ReplyWord.Yes,
        ReplyWord.Ok,
        ReplyWord.Coming,
        ReplyWord.No,
        ReplyWord.No,
        ReplyWord.No,
    ];

    [Property(MaxTest = 60)]
    public void A_fire_reaches_somebody_who_says_yes_or_everyone_and_the_siren_within_five_minutes(int seed)
    {
        var watch = new NightWatch(isSure: seed % 3 == 0) { Grain = Grain };
        var withoutYes = 0;

        foreach (var second in Run(watch, new Random(seed)))
        {
            withoutYes += watch.State.HasYes ? 0 : (int)Grain.TotalSeconds;
            if (withoutYes > 300 + Grain.TotalSeconds)
            {
                Assert.True(watch.State.Sirens > 0, $"no siren at second {second}");
                Assert.All(NightWatch.Everyone, person => Assert.NotNull(watch.State.Of(person)));
            }
        }
    }

    [Property(MaxTest = 60)]
    public void Nobody_is_told_twice_for_the_same_step(int seed)
    {
        var grade = Enum.GetValues<CallGrade>()[Math.Abs(seed % 5)];
        var watch = new NightWatch(grade, isSure: seed % 2 == 0) { Grain = Grain };

        Assert.NotEmpty(Run(watch, new Random(seed)).ToList());
        watch.Ends();

        Assert.Equal(watch.Acts.Count, watch.Acts.DistinctBy(act => (act.Kind, act.Person, act.Step)).Count());
        var told = watch
            .Acts.Where(act => act.Kind is not (CallActKind.Ring or CallActKind.Siren or CallActKind.Quiet))
            .ToList();
        Assert.Equal(told.Count, told.DistinctBy(act => (act.Person, act.Step)).Count());
    }

    [Property(MaxTest = 60)]
    public void What_is_urgent_never_waits_for_a_budget_or_quiet_hours(int seed)
    {
        var fate = new Random(seed);
        var grades = Enum.GetValues<CallGrade>().Where(grade => grade.IsUrgent).ToList();
        var watch = new NightWatch(grades[Math.Abs(seed % grades.Count)], reach: Reach.Quiet) { Grain = Grain };
        foreach (var person in NightWatch.Everyone)
        {
            watch.Reach[person] = (Reach)fate.Next(5);
        }

        Assert.NotEmpty(Run(watch, fate).ToList());

        Assert.Equal("ramon", watch.Acts[0].Person);
        Assert.DoesNotContain(watch.Acts, act => act.Kind == CallActKind.HoldBack);
    }

    // Twenty minutes, in which a few people answer something now and then.
    private static IEnumerable<int> Run(NightWatch watch, Random fate)
    {
        var busy = fate.Next(1, 60);
        for (var second = 0; second < 1200; second += (int)Grain.TotalSeconds)
        {
            watch.Until(
                TimeOnly.FromTimeSpan(TimeSpan.FromHours(10) + TimeSpan.FromSeconds(second)).ToString("HH:mm:ss")
            );
            if (fate.Next(300) < busy)
            {
                watch.Says(NightWatch.Everyone[fate.Next(NightWatch.Everyone.Length)], Words[fate.Next(Words.Length)]);
            }

            if (fate.Next(80) == 0)
            {
                watch.Grows(watch.State.Grade, isSure: fate.Next(2) == 0);
            }

            yield return second;
        }
    }
}
