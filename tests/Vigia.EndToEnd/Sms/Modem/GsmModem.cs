using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Vigia.EndToEnd.Sms.Modem;

/// <summary>
/// A GSM modem with its SIM and network, on a pseudo-terminal: answers the AT commands (3GPP TS 27.005, 27.007) by which daemons
/// send and fetch messages, takes <see cref="SecondsAnSms"/> for each, and fails as it is told.
/// </summary>
internal sealed class GsmModem : IAsyncDisposable
{
    private const char EndOfPdu = '\u001a';

    private readonly Lock gate = new();
    private readonly string link;
    private readonly List<(SubmitPdu Pdu, DateTimeOffset At)> accepted = [];
    private readonly List<Call> calls = [];
    private readonly SortedDictionary<int, string> held = [];
    private readonly ConcurrentQueue<string> commands = [];
    private PseudoTerminal? line;
    private Task? listening;
    private byte reference;
    private (string To, long Since)? dialled;
    private bool awaitsPdu;

    public GsmModem(string link)
    {
        this.link = link;
        Plug();
    }

    public string DevicePath => link;

    /// <summary>4 s on a real modem.</summary>
    public double SecondsAnSms { get; set; } = 0.1;

    /// <summary>Messages that are refused with <see cref="FailureCode"/> before one is taken again.</summary>
    public int Failing { get; set; }

    /// <summary>+CMS ERROR: 38 is "network out of order".</summary>
    public int FailureCode { get; set; } = 38;

    /// <summary>Messages that the network takes without the daemon being told.</summary>
    public int LosingAnswers { get; set; }

    public bool IsRegistered { get; set; } = true;

    /// <summary>AT+CSQ: 0–31; 31 is −51 dBm or more.</summary>
    public int Signal { get; set; } = 20;

    /// <summary>TP-ST of the report that follows each message that wants one; null: the operator sends none.</summary>
    public byte? ReportStatus { get; set; } = 0;

    /// <summary>What the modem says when it has dialled, null: it rings until it is hung up.</summary>
    public string? CallResult { get; set; }

    /// <summary>Calls that were made and hung up.</summary>
    public IReadOnlyList<Call> Calls
    {
        get
        {
            lock (gate)
            {
                return [.. calls];
            }
        }
    }

    /// <summary>What the network has, decoded.</summary>
    public IReadOnlyList<SubmitPdu> Accepted
    {
        get
        {
            lock (gate)
            {
                return [.. accepted.Select(sms => sms.Pdu)];
            }
        }
    }

    /// <summary>The same, each with the moment when it was decoded.</summary>
    public IReadOnlyList<(SubmitPdu Pdu, DateTimeOffset At)> Arrivals
    {
        get
        {
            lock (gate)
            {
                return [.. accepted];
            }
        }
    }

    /// <summary>A call was dialled, and not hung up.</summary>
    public bool IsRinging
    {
        get
        {
            lock (gate)
            {
                return dialled is not null;
            }
        }
    }

    /// <summary>A message is on the air now.</summary>
    public bool IsSending { get; private set; }

    public string Heard => string.Join('\n', commands.TakeLast(30));

    public void Plug()
    {
        line = new PseudoTerminal(link);
        var own = line;
        listening = Task.Factory.StartNew(() => Listen(own), TaskCreationOptions.LongRunning);
    }

    public async Task UnplugAsync()
    {
        var (old, task) = (line, listening);
        line = null;
        if (task is not null)
        {
            await task.WaitAsync(TimeSpan.FromSeconds(10));
        }

        old?.Dispose();
    }

    /// <summary>A text from somebody's phone lies on the SIM.</summary>
    public void Receive(string pdu)
    {
        lock (gate)
        {
            held[held.Count == 0 ? 1 : held.Keys.Max() + 1] = pdu;
        }
    }

    public async ValueTask DisposeAsync() => await UnplugAsync();

    private void Listen(PseudoTerminal own)
    {
        var buffer = new byte[1024];
        var said = new StringBuilder();
        while (ReferenceEquals(line, own))
        {
            var count = own.Read(buffer);
            foreach (var letter in Encoding.Latin1.GetString(buffer, 0, count))
            {
                if (letter is not ('\r' or '\n' or EndOfPdu))
                {
                    said.Append(letter);
                    continue;
                }

                var text = said.ToString().Trim();
                said.Clear();
                if (text.Length > 0)
                {
                    Answer(own, text, letter == EndOfPdu);
                }
            }
        }
    }

    private void Answer(PseudoTerminal own, string text, bool isPdu)
    {
        commands.Enqueue(text);
        if (awaitsPdu && isPdu)
        {
            awaitsPdu = false;
            Say(own, Submit(text));
            return;
        }

        awaitsPdu = text.StartsWith("AT+CMGS=", StringComparison.OrdinalIgnoreCase);
        if (awaitsPdu)
        {
            own.Write("\r\n> "u8);
            return;
        }

        Say(
            own,
            text.StartsWith("ATD", StringComparison.OrdinalIgnoreCase) ? Dial(text) : Command(text.ToUpperInvariant())
        );
    }

    // ATD+584141234567; (3GPP TS 27.007, 6.2): nothing is said while it rings.
    private string? Dial(string text)
    {
        lock (gate)
        {
            dialled = (text[3..].TrimEnd(';'), Stopwatch.GetTimestamp());
            return CallResult;
        }
    }

    private string HangUp()
    {
        if (dialled is var (to, since))
        {
            calls.Add(new Call(to, Stopwatch.GetElapsedTime(since)));
            dialled = null;
        }

        return "OK";
    }

    private static void Say(PseudoTerminal own, string? answer)
    {
        if (answer is not null)
        {
            own.Write(Encoding.Latin1.GetBytes($"\r\n{answer}\r\n"));
        }
    }

    private string? Submit(string pdu)
    {
        IsSending = true;
        Wait(TimeSpan.FromSeconds(SecondsAnSms));
        IsSending = false;
        lock (gate)
        {
            if (!IsRegistered)
            {
                return "+CMS ERROR: 331";
            }

            if (Failing > 0)
            {
                Failing--;
                return $"+CMS ERROR: {FailureCode}";
            }

            var sms = SubmitPdu.Decode(pdu);
            accepted.Add((sms, DateTimeOffset.UtcNow));
            reference++;
            if (sms.WantsReport && ReportStatus is { } status)
            {
                held[held.Count == 0 ? 1 : held.Keys.Max() + 1] = IncomingPdu.StatusReport(sms.To, reference, status);
            }

            if (LosingAnswers > 0)
            {
                LosingAnswers--;
                return null;
            }

            return $"+CMGS: {reference}\r\n\r\nOK";
        }
    }

    // On the air: the line is deaf meanwhile, as a modem's is.
    private static void Wait(TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        SpinWait.SpinUntil(() => watch.Elapsed >= time, time + TimeSpan.FromSeconds(1));
    }

    private string Command(string text)
    {
        lock (gate)
        {
            return text switch
            {
                "AT+CHUP" or "ATH" => HangUp(),
                "AT+CPIN?" => "+CPIN: READY\r\n\r\nOK",
                "AT+CREG?" => $"+CREG: 0,{(IsRegistered ? 1 : 2)}\r\n\r\nOK",
                "AT+COPS?" => IsRegistered ? "+COPS: 0,0,\"Movilnet\",2\r\n\r\nOK" : "+COPS: 0\r\n\r\nOK",
                "AT+CSQ" => $"+CSQ: {Signal},0\r\n\r\nOK",
                "AT+CGSN" => "353000000000017\r\n\r\nOK",
                "AT+CIMI" => "734040000000017\r\n\r\nOK",
                "AT+CPMS?" => Storage(),
                _ when text.StartsWith("AT+CPMS=", StringComparison.Ordinal) => Storage(),
                _ when text.StartsWith("AT+CMGL", StringComparison.Ordinal) => All(),
                _ when text.StartsWith("AT+CMGR=", StringComparison.Ordinal) => One(Number(text)),
                _ when text.StartsWith("AT+CMGD=", StringComparison.Ordinal) && !text.EndsWith('?') => Delete(
                    Number(text)
                ),
                _ when IsObeyed(text) => "OK",
                _ => "ERROR",
            };
        }
    }

    private static bool IsObeyed(string text) =>
        text is "AT" or "ATZ" or "AT&F" or "ATE0" or "ATE1"
        || text.StartsWith("AT+CMGF", StringComparison.Ordinal)
        || text.StartsWith("AT+CNMI=", StringComparison.Ordinal)
        || text.StartsWith("AT+CMEE", StringComparison.Ordinal)
        || text.StartsWith("AT+CSMS", StringComparison.Ordinal);

    private string Storage() =>
        $"+CPMS: \"SM\",{held.Count},50,\"SM\",{held.Count},50,\"SM\",{held.Count},50\r\n\r\nOK";

    private string All() =>
        string.Concat(held.Select(m => $"+CMGL: {m.Key},0,,{LengthOf(m.Value)}\r\n{m.Value}\r\n")) + "\r\nOK";

    private string One(int index) =>
        held.TryGetValue(index, out var pdu) ? $"+CMGR: 0,,{LengthOf(pdu)}\r\n{pdu}\r\n\r\nOK" : "+CMS ERROR: 321";

    private string Delete(int index)
    {
        held.Remove(index);
        return "OK";
    }

    // Without the service centre's length, which is one byte here.
    private static int LengthOf(string pdu) => (pdu.Length / 2) - 1;

    private static int Number(string text) =>
        int.Parse(string.Concat(text[8..].TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
}

/// <param name="Rang">From the dialling to the hanging up.</param>
internal sealed record Call(string To, TimeSpan Rang);
