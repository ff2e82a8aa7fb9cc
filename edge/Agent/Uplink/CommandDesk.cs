using Vigia.Wire;

namespace Vigia.Edge.Uplink;

/// <summary>What became of a command. The names are the replies.</summary>
internal enum CommandResult
{
    /// <summary>For another run of this node, or obeyed before: no reply.</summary>
    Ignored,
    Pong,
    Unknown,
    Expired,
}

/// <summary>Orders to this run of the node: each id once, growing, while they are fresh.</summary>
internal sealed class CommandDesk(BootId boot, TimeSpan life)
{
    private long lastId = -1;

    public CommandResult Take(Command command, long nowMs)
    {
        if (command.Boot != boot || command.Id <= lastId)
        {
            return CommandResult.Ignored;
        }

        lastId = command.Id;
        if ((nowMs / 1000.0) - command.Up > life.TotalSeconds)
        {
            return CommandResult.Expired;
        }

        return command.Name == "ping" ? CommandResult.Pong : CommandResult.Unknown;
    }
}
