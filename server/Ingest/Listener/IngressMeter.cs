using System.Diagnostics.Metrics;
using Vigia.Wire;

namespace Vigia.Server.Ingest.Listener;

/// <summary>What both ingresses count, on the meter <c>Vigia</c>.</summary>
internal static class IngressMeter
{
    public const string Name = "Vigia";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Received = Meter.CreateCounter<long>("vigia.ingress.received");
    private static readonly Counter<long> Refused = Meter.CreateCounter<long>("vigia.ingress.refused");
    private static readonly Counter<long> Logins = Meter.CreateCounter<long>("vigia.ingress.logins");
    private static readonly Counter<long> Closed = Meter.CreateCounter<long>("vigia.ingress.closed");
    private static readonly Counter<long> Sent = Meter.CreateCounter<long>("vigia.ingress.sent");
    private static readonly Counter<long> NotSent = Meter.CreateCounter<long>("vigia.ingress.not_sent");
    private static readonly Counter<long> BrokerLost = Meter.CreateCounter<long>("vigia.ingress.broker_lost");
    private static readonly UpDownCounter<long> Open = Meter.CreateUpDownCounter<long>("vigia.ingress.connections");

    public static void CountReceived(Channel channel) => Received.Add(1, Label("channel", Names.Of(channel)));

    /// <summary>For the hot path, which counts once a read.</summary>
    public static void CountReceived(Channel channel, int messages) =>
        Received.Add(messages, Label("channel", Names.Of(channel)));

    public static void CountRefused(Refusal reason) => Refused.Add(1, Label("reason", Names.Of(reason)));

    public static void CountLogin(string verdict) => Logins.Add(1, Label("verdict", verdict));

    public static void CountClosed(CloseReason reason) => Closed.Add(1, Label("reason", Names.Of(reason)));

    public static void CountSend(Channel channel, bool sent) =>
        (sent ? Sent : NotSent).Add(1, Label("channel", Names.Of(channel)));

    public static void CountBrokerLost(string session) => BrokerLost.Add(1, Label("session", session));

    public static void CountOpen(int change) => Open.Add(change);

    private static KeyValuePair<string, object?> Label(string key, string value) => new(key, value);

    // Enum.ToString allocates; a label is the same text each time.
    private static class Names
    {
        private static readonly string[] Channels = Enum.GetNames<Channel>();
        private static readonly string[] Refusals = Enum.GetNames<Refusal>();
        private static readonly string[] CloseReasons = Enum.GetNames<CloseReason>();

        public static string Of(Channel channel) => Channels[(int)channel];

        public static string Of(Refusal reason) => Refusals[(int)reason];

        public static string Of(CloseReason reason) => CloseReasons[(int)reason];
    }
}
