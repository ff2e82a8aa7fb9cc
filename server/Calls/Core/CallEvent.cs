using Vigia.Server.Calls.Replies;

namespace Vigia.Server.Calls.Core;

/// <summary>What happens to one incident while people are called.</summary>
internal abstract record CallEvent
{
    /// <summary>Time alone.</summary>
    internal sealed record Tick : CallEvent;

    /// <summary>It is worse, or surer, than was told.</summary>
    internal sealed record Grown(string Message, CallGrade Grade, bool IsAllAtOnce) : CallEvent;

    internal sealed record Answered(string Person, ReplyWord Word) : CallEvent;

    /// <summary>Somebody has seen it, and said so by other means than a text.</summary>
    /// <param name="By">Name of the person; null: nobody whom the farm file has.</param>
    internal sealed record Seen(string? By) : CallEvent;

    /// <summary>It is over.</summary>
    internal sealed record Ended(bool IsTold) : CallEvent;
}

/// <summary>Whether a person can be told now of what can wait.</summary>
internal enum Reach
{
    Now,

    /// <summary>Too much at once: one text will tell of all.</summary>
    Gather,

    /// <summary>Hours in which only a fire may wake the person.</summary>
    Quiet,

    /// <summary>The person's texts of the day are used up, or those of the SIM.</summary>
    Spent,

    /// <summary>In the farm file no more.</summary>
    Gone,
}

/// <summary>Something to do, once.</summary>
/// <param name="Step">Of the ladder: <c>duty</c>, <c>deputy</c>, <c>next-3</c>, <c>all</c>, <c>woken-2</c>, <c>everyone</c>, <c>remind-1</c>, <c>worse-1</c>, <c>clear</c>, <c>echo-1</c>, <c>siren-1</c>, <c>quiet-1</c>.</param>
/// <param name="Place">How many of the same moment come before it.</param>
internal sealed record CallAct(CallActKind Kind, string Person, string Step, int Place = 0)
{
    /// <summary>Why it was held back.</summary>
    public Reach Reach { get; init; }
}

internal enum CallActKind
{
    /// <summary>A first text about it.</summary>
    Call,

    /// <summary>Told, and not answered.</summary>
    Remind,
    Worse,
    AllClear,

    /// <summary>Who comes, to the chief.</summary>
    Echo,

    /// <summary>The phone rings: a text wakes nobody.</summary>
    Ring,

    /// <summary>Not told now: for the summary or the digest.</summary>
    HoldBack,
    Siren,

    /// <summary>Somebody comes, or it is over: the siren may be silent.</summary>
    Quiet,
}
