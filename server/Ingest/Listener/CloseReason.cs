namespace Vigia.Server.Ingest.Listener;

/// <summary>Why a connection ended. The names are label values of <c>vigia.ingress.closed</c>.</summary>
internal enum CloseReason
{
    ByPeer,
    ByServer,
    Refused,
    TooMany,
    ConnectTimeout,
    PacketTimeout,
    KeepAlive,
    SlowReader,
    ReceiptOverdue,
    Malformed,
    TooLarge,
    Forbidden,
    TakenOver,
    Stopping,
}

internal static class CloseReasons
{
    extension(CloseReason reason)
    {
        /// <summary>Reason code of an MQTT 5 DISCONNECT (section 3.14.2.1); null where there is nobody to tell.</summary>
        public byte? DisconnectCode =>
            reason switch
            {
                CloseReason.Malformed => 0x81,
                CloseReason.ReceiptOverdue => 0x83,
                CloseReason.Forbidden => 0x87,
                CloseReason.Stopping => 0x8B,
                CloseReason.KeepAlive => 0x8D,
                CloseReason.TakenOver => 0x8E,
                CloseReason.TooLarge => 0x95,
                CloseReason.PacketTimeout => 0x98,
                _ => null,
            };
    }
}
