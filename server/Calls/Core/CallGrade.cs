using Vigia.Server.Alerts;

namespace Vigia.Server.Calls.Core;

/// <summary>How hard people are called.</summary>
internal enum CallGrade
{
    /// <summary>
    /// Minor and moderate, a fire that is controlled or that one sensor of a room sees among them: who has the duty is told once,
    /// and the digest tells it again.
    /// </summary>
    Notice,

    /// <summary>Severe and extreme: one after the other, until somebody says yes.</summary>
    Severe,

    /// <summary>Never held back: by no quiet hours, no budget, no storm.</summary>
    Fire,
}

internal static class CallGrades
{
    public static CallGrade Of(Alert alert, bool isFire) =>
        isFire && alert.Severity >= Severity.Severe ? CallGrade.Fire
        : alert.Severity >= Severity.Severe ? CallGrade.Severe
        : CallGrade.Notice;
}
