using System.Text.Json.Serialization;
using Vigia.Server.Sms.Incoming;
using Vigia.Server.Sms.Outbox;

namespace Vigia.Server.Sms.Health;

/// <summary>One way as <c>/healthz</c> and <c>vigia sms status</c> tell it: words and counts.</summary>
/// <param name="QueueAge">Seconds.</param>
/// <param name="Signal">dBm.</param>
/// <param name="LastSent">Unix seconds, as the others.</param>
internal sealed record WayReport(
    string Name,
    WayTrouble Trouble,
    long Since,
    int? Queued,
    double? QueueAge,
    int? Signal,
    Registration? Registration,
    long? LastSent,
    long? Proof,
    string? Words
)
{
    /// <param name="tells">Whether its own words may be shown: a daemon's line can hold anything.</param>
    public static WayReport Of(WayHealth way, bool tells) =>
        new(
            way.Name,
            way.Trouble,
            way.Since.ToUnixTimeSeconds(),
            way.Gateway.Queued,
            way.Gateway.QueueAge is { } age ? Math.Round(age.TotalSeconds, 1) : null,
            way.Gateway.SignalDbm,
            way.Gateway.Registration,
            way.LastSent?.ToUnixTimeSeconds(),
            way.Gateway.LastProof?.ToUnixTimeSeconds(),
            tells ? way.Gateway.Words : null
        );
}

/// <summary>All of it, for the person at the machine. <paramref name="Since"/> is unix seconds.</summary>
internal sealed record SmsStatus(
    SmsPathState State,
    long Since,
    IReadOnlyList<WayReport> Ways,
    SmsCounts Out,
    IncomingCounts In
);

/// <summary>How far one text is.</summary>
internal sealed record SmsFate(string Id, SmsState State, string? Words);

/// <summary>A text that came, with the sender's number to its end only.</summary>
internal sealed record SmsCame(string From, string Text, long At, IncomingState State);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(SmsStatus))]
[JsonSerializable(typeof(SmsFate))]
[JsonSerializable(typeof(IReadOnlyList<SmsCame>))]
internal sealed partial class SmsJson : JsonSerializerContext;
