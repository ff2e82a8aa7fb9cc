using Vigia.Server.Alerts;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Health;
using Vigia.Server.Sms.Incoming;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Cli;

/// <summary>What <c>vigia sms</c> says, one class a language.</summary>
internal abstract class SmsTexts
{
    public static SmsTexts Of(Texts texts) => texts.Language == Language.Spanish ? new SmsTextsEs() : new SmsTextsEn();

    public abstract string Help { get; }
    public abstract string NeedsPhoneAndText { get; }
    public abstract string NoText { get; }
    public abstract string NotStored { get; }
    public abstract string Path(SmsPathState state, string since);
    public abstract string Trouble(WayTrouble trouble);
    public abstract string Queued(int count, string? age);
    public abstract string Signal(int dbm);
    public abstract string Network(Registration registration);
    public abstract string LastSent(string time);
    public abstract string Proof(string time);
    public abstract string Outbox(long waiting, long inHand, long sentToday, long failedToday);
    public abstract string Inbox(long waiting, long today, long unread);
    public abstract string NothingCame { get; }
    public abstract string State(SmsState state);
    public abstract string State(IncomingState state);
    public abstract string StillOnItsWay { get; }
}
