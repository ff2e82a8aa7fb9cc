using Vigia.Edge.Outbox;
using Vigia.Edge.Sirens;
using Vigia.Wire;

namespace Vigia.Edge.Uplink;

/// <summary>What became of a command. The names are the replies.</summary>
internal enum CommandResult
{
    /// <summary>Of a server that this node does not obey: no reply.</summary>
    Ignored,
    Done,
    Pong,

    /// <summary>Meant for another run of this node.</summary>
    OtherBoot,

    /// <summary>A later order was obeyed already.</summary>
    OldId,

    /// <summary>Made too long ago by this node's uptime.</summary>
    Expired,

    /// <summary>Something in it is not what an order may say.</summary>
    BadCommand,

    /// <summary>The node has no siren.</summary>
    NoSiren,

    /// <summary>The siren's line cannot be driven.</summary>
    LineFault,

    /// <summary>The siren has sounded as long as it may.</summary>
    Resting,
}

/// <summary>
/// Orders to this run of the node: each id once, growing, while they are fresh. What is refused is counted by its name and changes
/// nothing, not even the last id. For one thread.
/// </summary>
/// <param name="siren">Null: there is none.</param>
internal sealed class CommandDesk(NodeIdentity who, TimeSpan life, Siren? siren, Tally tally)
{
    // The server counts the node's uptime on by itself: never so far beyond it.
    private const double MostAhead = 5;
    private const int LongestName = 32;

    private CommandResult lastResult;

    /// <summary>The last id that was obeyed; -1: none.</summary>
    public long LastId { get; private set; } = -1;

    public CommandResult Take(Command command, long nowMs)
    {
        if (command.By != who.Server)
        {
            tally.Fault("ForeignCommand");
            return CommandResult.Ignored;
        }

        if (command.Boot == who.Boot && command.Id == LastId && LastId >= 0)
        {
            return lastResult;
        }

        if (Refusal(command, nowMs / 1000.0) is { } refusal)
        {
            tally.Fault($"Command{refusal}");
            return refusal;
        }

        LastId = command.Id;
        lastResult = Obey(command);
        return lastResult;
    }

    private CommandResult? Refusal(Command command, double up) =>
        !IsGood(command, up) ? CommandResult.BadCommand
        : command.Boot != who.Boot ? CommandResult.OtherBoot
        : command.Id < LastId ? CommandResult.OldId
        : up - command.Up > life.TotalSeconds ? CommandResult.Expired
        : null;

    private bool IsGood(Command command, double up) =>
        command.Id is >= 0 and <= Command.MaxId
        && command.Name.Length <= LongestName
        && double.IsFinite(command.Up)
        && command.Up >= 0
        && (command.Boot != who.Boot || command.Up - up <= MostAhead)
        && command.Name switch
        {
            CommandName.Ping => command is { For: null, Sound: null },
            CommandName.Siren => command.For is >= 0 and <= Command.MaxSound
                && command.Sound is null or SirenSound.Steady or SirenSound.Pulses,
            _ => false,
        };

    private CommandResult Obey(Command command) =>
        command.Name == CommandName.Ping ? CommandResult.Pong
        : siren is null ? CommandResult.NoSiren
        : siren.Order(TimeSpan.FromSeconds(command.For ?? 0), command.Sound == SirenSound.Pulses) switch
        {
            SirenAnswer.Done => CommandResult.Done,
            SirenAnswer.Resting => CommandResult.Resting,
            _ => CommandResult.LineFault,
        };
}
