using Vigia.Server.Calls.Replies;

namespace Vigia.Server.Calls.Core;

/// <summary>What a step made of the state, and what is to be done.</summary>
internal readonly record struct CallStep(Calling State, IReadOnlyList<CallAct> Acts);

/// <summary>
/// Who is told next about one incident: (state, event, now) → (state, acts). Pure. The same person is told the same step once.
/// </summary>
/// <param name="reach">
/// Asked only of what can wait (<see cref="CallGrades.IsUrgent"/>): of a person, and whether their quiet hours are to count for nothing.
/// </param>
/// <param name="everyone">Names of all people of the farm, in the file's order.</param>
/// <param name="isMute">No text leaves for any phone: a fire is for the siren at once.</param>
internal sealed class CallRules(
    CallTimes times,
    Func<string, bool, Reach> reach,
    IReadOnlyList<string> everyone,
    bool isMute = false
)
{
    public CallStep Begin(Calling state, long nowMs) =>
        Step(state with { SinceMs = nowMs }, new CallEvent.Tick(), nowMs);

    public CallStep Step(Calling before, CallEvent e, long nowMs)
    {
        if (before.IsOver)
        {
            return new CallStep(before, []);
        }

        var turn = new CallTurn(Pass(before, nowMs), nowMs, reach);
        turn.Hear(e);
        turn.Hush();
        if (!turn.State.IsOver)
        {
            Climb(turn, times.Of(turn.State.Grade));
        }

        return new CallStep(turn.State, turn.Acts);
    }

    // A clock that was set back stops nothing: time goes on from where it is now.
    private static Calling Pass(Calling state, long nowMs)
    {
        var gone = Math.Max(0, nowMs - state.SinceMs);
        return state with
        {
            SinceMs = nowMs,
            SirenMs = Math.Min(state.SirenMs, nowMs),
            WaitedMs = state.WaitedMs + (state.HasYes ? 0 : gone),
            Called =
            [
                .. state.Called.Select(called => called.LastMs > nowMs ? called with { LastMs = nowMs } : called),
            ],
        };
    }

    private void Climb(CallTurn turn, Ladder ladder)
    {
        if (turn.State.Grade == CallGrade.Notice)
        {
            turn.CallDuty();
            return;
        }

        if (!turn.State.HasYes)
        {
            turn.CallLine(Due(turn.State, ladder));
            if (turn.State.Grade == CallGrade.Fire)
            {
                Cry(turn, ladder);
            }
        }

        turn.Remind(ladder);
    }

    private void Cry(CallTurn turn, Ladder ladder)
    {
        var isForEveryone = IsForEveryone(turn.State, ladder);
        if (isForEveryone)
        {
            turn.CallEveryone(everyone);
        }

        if (isForEveryone || isMute || turn.State.Sirens > 0)
        {
            turn.Sound(times.Siren);
        }
    }

    // Each no, and each time that passes without a yes, is one person more.
    private static int Due(Calling state, Ladder ladder)
    {
        var noes = state.Called.Count(called => called.Word == ReplyWord.No);
        return state.IsAllAtOnce || state.WaitedMs >= ladder.All.TotalMilliseconds
            ? int.MaxValue
            : 1 + noes + (int)(state.WaitedMs / ladder.Next.TotalMilliseconds);
    }

    private static bool IsForEveryone(Calling state, Ladder ladder) =>
        state.WaitedMs >= ladder.Everyone?.TotalMilliseconds
        || state.Line.All(person => state.Of(person)?.Word == ReplyWord.No);
}
