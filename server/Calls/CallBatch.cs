using Vigia.Server.Calls.Core;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Calls;

/// <summary>What one decision leaves: all of it is on disk, or nothing.</summary>
internal sealed class CallBatch
{
    /// <summary>How far the calling of the incident is; null: it is about none.</summary>
    public Calling? State { get; init; }

    public List<CallRow> Calls { get; } = [];

    public List<SmsRow> Texts { get; } = [];

    /// <summary>Of <see cref="Texts"/> those that say all that an older one to the same person said.</summary>
    public HashSet<string> Newest { get; } = [];

    public List<HeldRow> Held { get; } = [];

    public List<AnswerRow> Answers { get; } = [];

    /// <summary>What is told now, and was held back before.</summary>
    public List<HeldRow> Told { get; } = [];

    public JoinedDuty? Joined { get; init; }

    /// <summary>The incident is over: what waits about it is told no more, but for this message.</summary>
    public string? Ends { get; init; }

    /// <summary>Written with it, in the same transaction.</summary>
    public Action<Microsoft.Data.Sqlite.SqliteConnection>? Also { get; init; }
}
