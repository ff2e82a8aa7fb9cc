using System.Diagnostics.Metrics;

namespace Vigia.Server.Calls;

internal static class CallMetrics
{
    private static readonly Meter Meter = new("Vigia");

    /// <summary>By what people were called.</summary>
    public static Counter<long> Calls { get; } = Meter.CreateCounter<long>("vigia.calls");

    /// <summary>By word.</summary>
    public static Counter<long> Answers { get; } = Meter.CreateCounter<long>("vigia.calls.answers");

    /// <summary>By reason.</summary>
    public static Counter<long> HeldBack { get; } = Meter.CreateCounter<long>("vigia.calls.held_back");

    /// <summary>Texts of numbers that the farm file does not have: never answered.</summary>
    public static Counter<long> UnknownSenders { get; } = Meter.CreateCounter<long>("vigia.calls.unknown_senders");

    /// <summary>Heard, and not answered: one person wrote too much.</summary>
    public static Counter<long> Unanswered { get; } = Meter.CreateCounter<long>("vigia.calls.unanswered");
}
