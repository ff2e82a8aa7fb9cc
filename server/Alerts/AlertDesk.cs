namespace Vigia.Server.Alerts;

/// <summary>
/// Where people meet the alerts: what stands, what is over, and their word that they saw it. Safe for several threads.
/// What cannot be read is an empty list; what cannot be written changes nothing and says so.
/// </summary>
internal sealed class AlertDesk(AlertStore store)
{
    /// <summary>Alerts of one answer; further ones are older.</summary>
    public const int Most = 200;

    /// <summary>Letters of a person's name that are kept.</summary>
    public const int MaxName = 64;

    /// <summary>Something about an alert changed. Raised on the thread that changed it: hand over and return.</summary>
    public event EventHandler? Changed;

    /// <summary>Alerts that stand, newest first.</summary>
    public IReadOnlyList<Alert> Open() => [.. store.Read(AlertTable.Open, []).Reverse().Take(Most)];

    /// <summary>Alerts that are over, the last to end first.</summary>
    public IReadOnlyList<ClearedAlert> Cleared(int most) =>
        store.Read(db => AlertTable.Cleared(db, Math.Clamp(most, 0, Most)), []);

    /// <summary>What happened to one alert, in order.</summary>
    public IReadOnlyList<AlertStep> Trail(long id) => store.Read(db => AlertTable.Trail(db, id), []);

    /// <summary>What would have been alerts, had the readings come in time, newest first; up to <see cref="Most"/>.</summary>
    /// <param name="place">A zone, or a node without one; null: the whole farm.</param>
    public IReadOnlyList<LateFinding> LateFindings(string? place, DateTimeOffset since) =>
        store.Read(db => LateFindingTable.Since(db, place, since.ToUnixTimeMilliseconds(), Most), []);

    /// <summary>Somebody has seen the alert. It still ends by itself, as any other.</summary>
    /// <param name="who">Name of the person; cut at <see cref="MaxName"/> letters.</param>
    public AcknowledgeAnswer Acknowledge(long id, string who, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(who))
        {
            return AcknowledgeAnswer.NoName;
        }

        var answer = AcknowledgeAnswer.NotStored;
        var name = who.Length <= MaxName ? who : who[..MaxName];
        var stored = store.TryWrite(
            "an acknowledgement",
            db =>
                answer =
                    AlertTable.Acknowledge(db, id, name, now.ToUnixTimeMilliseconds()) ? AcknowledgeAnswer.Acknowledged
                    : AlertTable.StateOf(db, id) is { } state ? AnswerOf(state)
                    : AcknowledgeAnswer.NoSuchAlert
        );
        if (!stored)
        {
            return AcknowledgeAnswer.NotStored;
        }

        if (answer == AcknowledgeAnswer.Acknowledged)
        {
            Tell();
        }

        return answer;
    }

    /// <summary>Said by whoever raised or ended an alert.</summary>
    public void Tell() => Changed?.Invoke(this, EventArgs.Empty);

    private static AcknowledgeAnswer AnswerOf(AlertState state) =>
        state == AlertState.Cleared ? AcknowledgeAnswer.AlreadyOver : AcknowledgeAnswer.AlreadyAcknowledged;
}

internal enum AcknowledgeAnswer
{
    Acknowledged,

    /// <summary>Somebody was first; the trail says who.</summary>
    AlreadyAcknowledged,
    AlreadyOver,
    NoSuchAlert,
    NoName,

    /// <summary>The store takes nothing now: to be tried again.</summary>
    NotStored,
}

/// <summary>An alert that is over.</summary>
/// <param name="ClearedMs">Unix milliseconds of the world.</param>
/// <param name="Value">Where it ended, in the alert's unit; null where no value ended it.</param>
internal sealed record ClearedAlert(Alert Alert, long ClearedMs, double? Value);

/// <summary>One step of an alert's trail.</summary>
/// <param name="Reason">Name of the verdict: <c>WentBeyond</c>, <c>CameBack</c>, <c>NodesLost</c>.</param>
/// <param name="Who">The person, where one did it.</param>
internal sealed record AlertStep(long AtMs, AlertState State, string Reason, string? Who);
