using Vigia.Server.Alerts;

namespace Vigia.Server.Calls.Core;

/// <summary>How hard people are called.</summary>
internal enum CallGrade
{
    /// <summary>Minor and moderate: who has the duty is told once, and the digest tells it again.</summary>
    Notice,

    /// <summary>One after the other, until somebody says yes; who is quiet comes last.</summary>
    Severe,

    /// <summary>The same, and never held back: in a barn without air the animals are dead before the morning.</summary>
    Extreme,

    /// <summary>
    /// A fire that one chip of a room sees, or that somebody holds: one after the other, as fast as of any fire and as little held
    /// back; but no siren, and nobody beyond the role.
    /// </summary>
    LocalFire,

    /// <summary>The brigade, then everybody and the siren.</summary>
    Fire,
}

internal static class CallGrades
{
    public static CallGrade Of(Alert alert, bool isFire) =>
        isFire ? (alert.Severity >= Severity.Severe ? CallGrade.Fire : CallGrade.LocalFire)
        : alert.Severity == Severity.Extreme ? CallGrade.Extreme
        : alert.Severity == Severity.Severe ? CallGrade.Severe
        : CallGrade.Notice;

    extension(CallGrade grade)
    {
        /// <summary>Asks for no quiet hours, no budget and no limit of a storm.</summary>
        public bool IsUrgent => grade >= CallGrade.Extreme;

        public bool IsFire => grade >= CallGrade.LocalFire;
    }
}
