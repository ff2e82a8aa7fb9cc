using Vigia.Server.Farm;
using Vigia.Server.Nodes.Orders;
using Vigia.Server.Rules.Service;
using Vigia.Wire;

namespace Vigia.Server.Calls.Sirens;

/// <summary>What is known of one siren, and what it is to be ordered next. Not safe for several threads: its desk has the lock.</summary>
internal sealed class SirenHand(string node)
{
    private long? askedAt;
    private long? phonesAt;
    private BootId? run;

    public string Node => node;

    /// <summary>An order is on its way.</summary>
    public bool IsBusy { get; set; }

    /// <summary>It was ordered to sound until then, in the world's time; 0: to be silent; null: nobody knows.</summary>
    public long? OrderedUntilMs { get; private set; }

    /// <summary>Null: it was not asked yet.</summary>
    public OrderOutcome? Last { get; private set; }

    public DateTimeOffset Since { get; private set; }

    public ServiceTrouble? Trouble =>
        Last switch
        {
            null or OrderOutcome.Done or OrderOutcome.Resting or OrderOutcome.NotInCharge => null,
            OrderOutcome.NoAnswer
            or OrderOutcome.NeverHeard
            or OrderOutcome.OtherBoot
            or OrderOutcome.OldId
            or OrderOutcome.Expired => ServiceTrouble.SirenSilent,
            _ => ServiceTrouble.SirenBroken,
        };

    /// <summary>Null: there is nothing to be ordered now.</summary>
    public SirenTask? Next(SirenSight sight, SirenTimes times, TimeProvider machine)
    {
        var sinceAsked = askedAt is { } at ? machine.GetElapsedTime(at) : TimeSpan.MaxValue;
        if (Last is not (null or OrderOutcome.Done) && sinceAsked < times.SoundAgain)
        {
            return null;
        }

        if (sight.UntilMs > sight.NowMs)
        {
            // A run that began since knows nothing of what the one before was ordered.
            var stands = OrderedUntilMs >= sight.UntilMs && (sight.Run is null || sight.Run == run);
            return stands ? null : Sound(sight.UntilMs, (sight.UntilMs - sight.NowMs) / 1000.0 / sight.Speed);
        }

        if (OrderedUntilMs > sight.NowMs || sight.IsAsked)
        {
            return Silence();
        }

        if (sight.TellsPhones && (phonesAt is not { } told || machine.GetElapsedTime(told) >= times.PhonesAgain))
        {
            phonesAt = machine.GetTimestamp();
            return new SirenTask(new NodeOrder(CommandName.Siren, SirenTimes.PulsesSeconds, SirenSound.Pulses), 0);
        }

        return sinceAsked >= (Trouble is null ? times.AskEvery : times.AskAgain) ? Silence() : null;
    }

    public void PhonesWork() => phonesAt = null;

    /// <param name="by">Which run answered.</param>
    public void Heard(SirenTask task, OrderOutcome outcome, BootId? by, TimeProvider machine)
    {
        (IsBusy, askedAt, run) = (false, machine.GetTimestamp(), by);
        var before = Trouble;
        (Last, OrderedUntilMs) = (outcome, outcome == OrderOutcome.Done ? task.UntilMs : OrderedUntilMs);
        if (Trouble != before || Since == default)
        {
            Since = machine.GetUtcNow();
        }
    }

    private static SirenTask Sound(long untilMs, double seconds) =>
        new(new NodeOrder(CommandName.Siren, Math.Clamp(seconds, 1, Command.MaxSound)), untilMs);

    private static SirenTask Silence() => new(new NodeOrder(CommandName.Siren, For: 0), 0);
}

/// <param name="UntilMs">Somebody needs it until then; 0: nobody does.</param>
/// <param name="IsAsked">A drill asks whether it answers.</param>
/// <param name="TellsPhones">It is to tell that no text leaves for a phone.</param>
/// <param name="Run">The run of its node that is there; null: nobody knows.</param>
internal readonly record struct SirenSight(
    long NowMs,
    double Speed,
    long UntilMs,
    bool IsAsked,
    bool TellsPhones,
    BootId? Run
);

/// <param name="UntilMs">As <see cref="SirenHand.OrderedUntilMs"/> once it is done.</param>
internal sealed record SirenTask(NodeOrder Order, long UntilMs);
