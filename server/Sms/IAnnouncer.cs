using Vigia.Server.Alerts;

namespace Vigia.Server.Sms;

/// <summary>
/// Who sees that a message about an alert reaches people. Announced at least once: a death between the answer and its mark in
/// <c>vigia.db</c> announces the same message (same id, same code) again.
/// </summary>
internal interface IAnnouncer
{
    /// <summary>Trouble is an answer, never an exception; the same message may be announced again.</summary>
    Task<HandOver> AnnounceAsync(Message message, CancellationToken stop);
}
