using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Vigia.Server.Calls.Core;
using Vigia.Server.Calls.Replies;

namespace Vigia.Tests.Calls.Kit;

/// <summary>The core alone, at ten o'clock: one incident, a line of people, and what is done minute by minute.</summary>
internal sealed class NightWatch
{
    public static readonly string[] Line = ["ramon", "jose", "yelitza", "carmen"];
    public static readonly string[] Everyone = [.. Line, "nora", "luis"];

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));
    private readonly CallTimes times = CallTimes.Default;
    private readonly bool isMute;
    private int grown;

    public NightWatch(
        CallGrade grade = CallGrade.Fire,
        bool isSure = false,
        IReadOnlyList<string>? line = null,
        bool isMute = false,
        Reach reach = default
    )
    {
        this.isMute = isMute;
        foreach (var person in Everyone)
        {
            Reach[person] = reach;
        }

        State = new Calling(17, "m1", grade, "brigade")
        {
            Line = [.. line ?? Line],
            IsAllAtOnce = isSure,
            Messages = ["m1"],
        };
        Keep(Rules().Begin(State, NowMs));
    }

    public Calling State { get; private set; }

    /// <summary>As <c>10:02 Call jose deputy</c>.</summary>
    public List<string> Done { get; } = [];

    public List<CallAct> Acts { get; } = [];

    /// <summary>Who cannot be told of what is no fire, and why.</summary>
    public Dictionary<string, Reach> Reach { get; } = [];

    /// <summary>From look to look.</summary>
    public TimeSpan Grain { get; init; } = TimeSpan.FromSeconds(1);

    public long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Time passes, second by second, until this hour; gives what was done meanwhile.</summary>
    public IReadOnlyList<string> Until(string time)
    {
        var (from, until) = (Done.Count, TimeOnly.Parse(time, CultureInfo.InvariantCulture));
        while (TimeOnly.FromDateTime(clock.GetUtcNow().DateTime) < until)
        {
            clock.Advance(Grain);
            Happens(new CallEvent.Tick());
        }

        return Done[from..];
    }

    /// <summary>All that was done until then.</summary>
    public IReadOnlyList<string> Through(string time)
    {
        Until(time);
        return Done;
    }

    public IReadOnlyList<string> Says(string person, ReplyWord word) => Happens(new CallEvent.Answered(person, word));

    public IReadOnlyList<string> Grows(CallGrade grade = CallGrade.Fire, bool isSure = false) =>
        Happens(new CallEvent.Grown($"m{++grown + 1}", grade, isSure));

    public IReadOnlyList<string> Ends() => Happens(new CallEvent.Ended(IsTold: true));

    public IReadOnlyList<string> Happens(CallEvent e)
    {
        var from = Done.Count;
        Keep(Rules().Step(State, e, NowMs));
        return Done[from..];
    }

    public void SetBack(TimeSpan span) => State = State with { SinceMs = State.SinceMs + (long)span.TotalMilliseconds };

    private CallRules Rules() => new(times, ReachOf, Everyone, isMute);

    private Reach ReachOf(string person, bool isWoken) =>
        Reach.GetValueOrDefault(person) is var reach && isWoken && reach == Server.Calls.Core.Reach.Quiet
            ? Server.Calls.Core.Reach.Now
            : reach;

    private void Keep(CallStep step)
    {
        // As the store does it between two steps.
        State = step.Acts.Count > 0 ? Calling.FromJson(step.State.ToJson())! : step.State;
        Acts.AddRange(step.Acts);
        Done.AddRange(
            step.Acts.Select(act =>
                $"{clock.GetUtcNow():HH:mm} {act.Kind} {act.Person} {act.Step}".Replace(
                    "  ",
                    " ",
                    StringComparison.Ordinal
                )
            )
        );
    }
}
