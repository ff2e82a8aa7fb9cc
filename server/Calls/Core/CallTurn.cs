using System.Collections.Immutable;
using Vigia.Server.Calls.Replies;

namespace Vigia.Server.Calls.Core;

/// <summary>One step of <see cref="CallRules"/> while it is made.</summary>
/// <param name="reach">Whether a person can be told; and whether, were they to be woken in their quiet hours.</param>
internal sealed class CallTurn(Calling begun, long nowMs, Func<string, bool, Reach> reach)
{
    public Calling State { get; private set; } = begun;

    public List<CallAct> Acts { get; } = [];

    public void Hear(CallEvent e)
    {
        switch (e)
        {
            case CallEvent.Grown grown:
                Grow(grown);
                break;
            case CallEvent.Answered answered:
                Answer(answered);
                break;
            case CallEvent.Seen seen:
                State = State with { IsSeen = true, SeenBy = seen.By };
                break;
            case CallEvent.Ended ended:
                End(ended);
                break;
        }
    }

    /// <summary>Who has the duty, and nobody instead.</summary>
    public void CallDuty()
    {
        if (State.Line.FirstOrDefault() is { } duty && State.Of(duty) is null && !State.Passed.Contains(duty))
        {
            Call(duty, "duty");
        }
    }

    /// <summary>
    /// The first so many of the line, those who said no among them. Who cannot be told is passed over, and the next one called. Where
    /// too few are left, who has quiet hours is woken after all, one after the other: somebody has to say yes before the morning.
    /// </summary>
    public void CallLine(int due)
    {
        ImmutableArray<string> sleepers = State.Line.Count(IsLeft) < due ? [.. State.Line.Where(IsAsleep)] : [];
        var (reached, fresh) = (0, 0);
        for (var i = 0; i < State.Line.Length && reached < due; i++)
        {
            var person = State.Line[i];
            if (State.Of(person) is not null)
            {
                reached++;
            }
            else if (!sleepers.Contains(person) && Call(person, StepAt(i, due)))
            {
                (reached, fresh) = (reached + 1, fresh + 1);
            }
        }

        foreach (var person in sleepers)
        {
            if (reached < due && TryWake(person))
            {
                (reached, fresh) = (reached + 1, fresh + 1);
            }
        }

        if (fresh > 0)
        {
            RingDuty(due == int.MaxValue ? "all" : StepAt(reached - 1, due));
        }
    }

    public void CallEveryone(IReadOnlyList<string> everyone)
    {
        foreach (var person in everyone.Where(person => State.Of(person) is null))
        {
            Call(person, "everyone");
        }

        if (!State.IsEveryoneCalled)
        {
            State = State with { IsEveryoneCalled = true };
            RingDuty("everyone");
        }
    }

    /// <summary>The siren: a sound has an end, and comes again while nobody has said yes.</summary>
    public void Sound(SirenPace pace)
    {
        var isFirst = State.Sirens == 0;
        if (!isFirst && (State.Sirens >= pace.Most || nowMs - State.SirenMs < pace.Again.TotalMilliseconds))
        {
            return;
        }

        State = State with { Sirens = State.Sirens + 1, SirenMs = nowMs, IsSirenOn = true };
        Acts.Add(new CallAct(CallActKind.Siren, "", $"siren-{State.Sirens}"));
    }

    /// <summary>Nobody has to be woken any more.</summary>
    public void Hush()
    {
        if (State.IsSirenOn && (State.HasYes || State.IsOver))
        {
            State = State with { IsSirenOn = false };
            Acts.Add(new CallAct(CallActKind.Quiet, "", $"quiet-{State.Sirens}"));
        }
    }

    /// <summary>
    /// Of a fire each of the line who has not answered; of others only while nobody has said yes. All people of a farm at once
    /// every three minutes would be more than a modem sends.
    /// </summary>
    public void Remind(Ladder ladder)
    {
        if (State.Grade != CallGrade.Fire && State.HasYes)
        {
            return;
        }

        foreach (var called in State.Called.Where(called => IsDue(called, ladder)).ToArray())
        {
            State = State.With(called with { LastMs = nowMs, Reminders = called.Reminders + 1 });
            Tell(CallActKind.Remind, called.Person, $"remind-{called.Reminders + 1}");
        }
    }

    private bool IsDue(Called called, Ladder ladder) =>
        called is { IsTold: true, Word: null }
        && State.Line.Contains(called.Person)
        && called.Reminders < ladder.Reminders
        && nowMs - called.LastMs >= ladder.Remind.TotalMilliseconds;

    // True where the person knows of it, or will by the summary.
    private bool Call(string person, string step)
    {
        var how = ReachOf(person);
        if (how is Reach.Now or Reach.Gather)
        {
            State = State.With(new Called(person, nowMs, nowMs, IsTold: how == Reach.Now));
            Act(CallActKind.Call, person, step, how);
            if (how == Reach.Now && step is "duty" or "deputy" && State.Grade > CallGrade.Notice)
            {
                Acts.Add(new CallAct(CallActKind.Ring, person, step));
            }

            return true;
        }

        if (!State.Passed.Contains(person))
        {
            State = State with { Passed = State.Passed.Add(person) };
            Act(CallActKind.Call, person, step, how);
        }

        return false;
    }

    private bool IsLeft(string person) => State.Of(person) is not null || ReachOf(person) is Reach.Now or Reach.Gather;

    private bool IsAsleep(string person) => State.Of(person) is null && ReachOf(person) == Reach.Quiet;

    private bool TryWake(string person)
    {
        if (reach(person, true) != Reach.Now)
        {
            return false;
        }

        var step = $"woken-{State.Line.IndexOf(person) + 1}";
        State = State.With(new Called(person, nowMs, nowMs, IsTold: true, IsWoken: true));
        Act(CallActKind.Call, person, step, Reach.Now);
        Acts.Add(new CallAct(CallActKind.Ring, person, step));
        return true;
    }

    // Who has the duty is rung again with every step, until he answers.
    private void RingDuty(string step)
    {
        if (
            State.Line.FirstOrDefault() is { } duty
            && State.Of(duty) is { IsTold: true, Word: null } called
            && called.AtMs != nowMs
        )
        {
            Acts.Add(new CallAct(CallActKind.Ring, duty, step));
        }
    }

    private void Grow(CallEvent.Grown grown)
    {
        var isHarder = grown.Grade > State.Grade;
        State = State with
        {
            Grade = isHarder ? grown.Grade : State.Grade,
            IsAllAtOnce = State.IsAllAtOnce || grown.IsAllAtOnce,
            Worse = State.Worse + 1,
            // Who was passed over for a smaller matter is asked again.
            Passed = isHarder ? [] : State.Passed,
            WaitedMs = isHarder ? 0 : State.WaitedMs,
            Messages = State.Messages.Add(grown.Message),
        };
        foreach (var called in State.Called.Where(called => called.Word != ReplyWord.No).ToArray())
        {
            var how = ReachOf(called.Person);
            State = State.With(called with { LastMs = nowMs, IsTold = called.IsTold || how == Reach.Now });
            Act(CallActKind.Worse, called.Person, $"worse-{State.Worse}", how);
        }

        // One who said yes is not enough for a fire that is sure.
        if (grown.IsAllAtOnce && State.Grade == CallGrade.Fire && State.HasYes)
        {
            CallLine(int.MaxValue);
        }
    }

    private void Answer(CallEvent.Answered answered)
    {
        var called = State.Of(answered.Person) ?? new Called(answered.Person, nowMs, nowMs, IsTold: false);
        var isNews = called.Word != answered.Word;
        State = State.With(called with { Word = answered.Word, WordMs = isNews ? nowMs : called.WordMs });
        if (answered.Word == ReplyWord.No && State.SeenBy == answered.Person)
        {
            // Who has seen it can take that back, as a yes.
            State = State with
            {
                IsSeen = false,
                SeenBy = null,
            };
        }

        var isComing = answered.Word is ReplyWord.Yes or ReplyWord.Coming;
        if (isNews && isComing && State.Chief is { } chief && chief != answered.Person)
        {
            State = State with { Echoes = State.Echoes + 1 };
            Acts.Add(new CallAct(CallActKind.Echo, chief, $"echo-{State.Echoes}"));
        }
    }

    private void End(CallEvent.Ended ended)
    {
        State = State with { IsOver = true };
        if (!ended.IsTold)
        {
            return;
        }

        var told = State.Called.Where(called => called.IsTold || called.Word is not null).Select(one => one.Person);
        foreach (var person in told.Union(State.CalledBefore))
        {
            Tell(CallActKind.AllClear, person, "clear");
        }
    }

    private void Tell(CallActKind kind, string person, string step) => Act(kind, person, step, ReachOf(person));

    // Who was woken for it is told how it goes on.
    private Reach ReachOf(string person) =>
        State.Grade.IsUrgent ? Reach.Now : reach(person, State.Of(person)?.IsWoken == true);

    private void Act(CallActKind kind, string person, string step, Reach how)
    {
        var place = Acts.Count(act =>
            act.Kind is not (CallActKind.Ring or CallActKind.HoldBack or CallActKind.Siren or CallActKind.Quiet)
        );
        Acts.Add(new CallAct(how == Reach.Now ? kind : CallActKind.HoldBack, person, step, place) { Reach = how });
    }

    private string StepAt(int index, int due) =>
        index switch
        {
            0 => "duty",
            _ when due == int.MaxValue => "all",
            1 => "deputy",
            _ => $"next-{index + 1}",
        };
}
