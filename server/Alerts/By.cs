namespace Vigia.Server.Alerts;

/// <summary>Who did something about an alert, and how it was said.</summary>
/// <param name="Who">Name of the person; of a phone nobody knows, its last digits.</param>
internal readonly record struct By(string Who, Means Means);

internal enum Means
{
    Page,
    Sms,
    Call,
    CommandLine,

    /// <summary>Vigía itself.</summary>
    Service,
}
