using Vigia.Server.Sms;
using Vigia.Server.Sms.Health;
using Vigia.Server.Sms.Incoming;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Cli;

internal sealed class SmsTextsEn : SmsTexts
{
    public override string Help =>
        """
            Usage: vigia sms status [--data FOLDER]
                   vigia sms send PHONE TEXT [--data FOLDER]
                   vigia sms in [--data FOLDER]

              status   whether texts reach phones: each way with its queue, signal, network and last proof; exit code 1 if not
              send     sends a text by the service's ways and says how far it came; waits 90 s at most
              in       the last 20 texts that came, and what was done with them

            They speak with the service that runs on this machine, by vigia.sock in its data folder.
            """;

    public override string NeedsPhoneAndText => "Something is missing: vigia sms send PHONE TEXT, the text in quotes.";
    public override string NoText => "An empty text tells nobody anything.";
    public override string NotStored => "The text could not be stored; it was not sent.";

    public override string Path(SmsPathState state, string since) =>
        state switch
        {
            SmsPathState.NotSet =>
                "No way leads to phones: texts are only written down (see --sms in vigia serve --help).",
            SmsPathState.Works => $"Texts leave, since {since}.",
            SmsPathState.OnSecond => $"The first way does not work, another one does, since {since}.",
            _ => $"NO TEXT LEAVES, since {since}.",
        };

    public override string Trouble(WayTrouble trouble) =>
        trouble switch
        {
            WayTrouble.None => "sound",
            WayTrouble.Away => "away",
            WayTrouble.Stuck => "stuck",
            WayTrouble.NoNetwork => "no network",
            WayTrouble.Silent => "silent",
            _ => "not sending",
        };

    public override string Queued(int count, string? age) => age is null ? $"queue {count}" : $"queue {count} ({age})";

    public override string Signal(int dbm) => $"signal {dbm} dBm";

    public override string Network(Registration registration) =>
        registration == Registration.Registered ? "on a network" : "searching for a network";

    public override string LastSent(string time) => $"last sent {time}";

    public override string Proof(string time) => $"last proof {time}";

    public override string Outbox(long waiting, long inHand, long sentToday, long failedToday) =>
        $"Going out: {waiting} wait, {inHand} on their way; in 24 h {sentToday} sent, {failedToday} failed.";

    public override string Inbox(long waiting, long today, long unread) =>
        $"Coming in: {waiting} to be read; in 24 h {today}, {unread} of them not read.";

    public override string NothingCame => "No text has come.";

    public override string State(SmsState state) =>
        state switch
        {
            SmsState.Queued => "stored, waits",
            SmsState.Submitted => "handed to the way",
            SmsState.Sent => "sent",
            SmsState.Delivered => "received by the phone",
            SmsState.Undelivered => "not received by the phone",
            SmsState.Failed => "failed",
            SmsState.Expired => "expired",
            _ => "cancelled",
        };

    public override string State(IncomingState state) =>
        state switch
        {
            IncomingState.Waiting => "to be read",
            IncomingState.Taken => "read",
            IncomingState.TooMany => "too many",
            _ => "too old",
        };

    public override string StillOnItsWay => "Still on its way: vigia sms status tells more.";
}
