using Vigia.Server.Alerts;
using Vigia.Server.Rules;

namespace Vigia.Server.Live.Audit;

/// <summary>Who did what and when, kept in <c>vigia.db</c>. What cannot be written is in the log, and does not undo the act.</summary>
internal sealed class AuditBook(AlertStore store, ServerClocks clocks, ILogger<AuditBook> log)
{
    /// <summary>Letters of what it is about that are kept.</summary>
    public const int MaxAbout = 200;

    /// <summary>Entries of one answer.</summary>
    public const int Most = 200;

    public void Write(string who, AuditAct act, string about) => Write(new By(who, Means.Page), act, about);

    public void Write(By by, AuditAct act, string about)
    {
        var entry = new AuditEntry(
            clocks.World.GetUtcNow().ToUnixTimeMilliseconds(),
            by.Who,
            by.Means,
            act,
            about.Length <= MaxAbout ? about : about[..MaxAbout]
        );
        if (!store.TryWrite("an entry of the audit", db => AuditTable.Insert(db, entry)))
        {
            log.LogError("{Who} {Act} {About}: is not in the audit", entry.Who, entry.Act, entry.About);
        }
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<AuditEntry> Newest() => store.Read(db => AuditTable.Newest(db, Most), []);
}

/// <param name="AtMs">Unix milliseconds of the world, as alerts have them.</param>
/// <param name="About">The alert's code, the place, the account: no secret and no password.</param>
internal sealed record AuditEntry(long AtMs, string Who, Means Means, AuditAct Act, string About);

internal enum AuditAct
{
    SignedIn,
    SignedOut,
    PasswordChanged,
    AccountAdded,
    RoleChanged,
    AccountRemoved,
    KioskMade,
    KioskRevoked,
    Acknowledged,
    Snoozed,
    Noted,
    DeclaredFalse,
    Closed,
    MaintenanceBegun,
    MaintenanceEnded,
    FarmFileRead,
    RulesReplayed,
    SaidOfFire,
    DrillHeld,
    DrillEnded,
}
