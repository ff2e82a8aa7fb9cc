using Vigia.Server.Alerts;
using Vigia.Server.Rules;

namespace Vigia.Server.Live.Audit;

/// <summary>Carries a person's word to an alert, and into the audit where it was taken, by whichever means it came.</summary>
internal sealed class AlertActs(AlertDesk desk, AuditBook audit, ServerClocks clocks)
{
    private DateTimeOffset Now => clocks.World.GetUtcNow();

    public DeskAnswer Acknowledge(long id, By by) =>
        Noted(desk.Acknowledge(id, by, Now), id, by, AuditAct.Acknowledged);

    /// <param name="minutes">1 to 1440; any other is refused.</param>
    public DeskAnswer Snooze(long id, double minutes, By by) =>
        Noted(desk.Snooze(id, Now + Acts.Minutes(minutes), by, Now), id, by, AuditAct.Snoozed, $" {minutes:0} min");

    public DeskAnswer Note(long id, string text, By by) =>
        Noted(desk.Note(id, text, by, Now), id, by, AuditAct.Noted, $": {text}");

    public DeskAnswer DeclareFalse(long id, By by) =>
        Noted(desk.DeclareFalse(id, by, Now), id, by, AuditAct.DeclaredFalse);

    public DeskAnswer Close(long id, By by) => Noted(desk.Close(id, by, Now), id, by, AuditAct.Closed);

    private DeskAnswer Noted(DeskAnswer answer, long id, By by, AuditAct act, string more = "")
    {
        if (answer == DeskAnswer.Done)
        {
            audit.Write(by, act, AlertCode.Of(id) + more);
        }

        return answer;
    }
}
