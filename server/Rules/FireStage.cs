using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>How sure a fire is, and who is told. One failing sensor never gets to where somebody is told.</summary>
internal enum FireStage
{
    None,

    /// <summary>One transducer speaks for it: shown, sent to nobody.</summary>
    Suspected,

    /// <summary>The same, where somebody declared a burn.</summary>
    Expected,

    /// <summary>What would be more, where a burn was declared or somebody holds it: told to who has the duty, not to the brigade.</summary>
    Controlled,

    /// <summary>A room is as hot as only a fire makes it, by one good chip that warmed as rooms do: told to who has the duty.</summary>
    ProbableLocal,

    /// <summary>Two different chips of a node that was not reset of late, or two nodes: told to the brigade.</summary>
    Probable,

    /// <summary>Three witnesses of two kinds, or a person: told to all.</summary>
    Confirmed,
}

/// <summary>What a stage means to others. Pure.</summary>
internal static class FireStages
{
    /// <summary>Name and word of a person's word among the evidence.</summary>
    public const string Person = "person";

    /// <summary>Marks what a reading of doubtful quality (QARTOD 3) says: it makes nothing surer than suspected.</summary>
    public const string Doubt = "?";

    /// <summary>
    /// In the words of the Common Alerting Protocol 1.2, which is also who is told: certainty <c>Possible</c> nobody, severity
    /// <c>Moderate</c> who has the duty, <c>Severe</c> the brigade, <c>Extreme</c> all.
    /// </summary>
    public static Weight WeightOf(FireStage stage) =>
        stage switch
        {
            FireStage.Confirmed => new Weight(Severity.Extreme, Urgency.Immediate, Certainty.Observed),
            FireStage.Probable => new Weight(Severity.Severe, Urgency.Immediate, Certainty.Likely),
            FireStage.ProbableLocal => new Weight(Severity.Moderate, Urgency.Immediate, Certainty.Likely),
            FireStage.Controlled => new Weight(Severity.Moderate, Urgency.Expected, Certainty.Observed),
            FireStage.Expected => new Weight(Severity.Minor, Urgency.Expected, Certainty.Possible),
            _ => new Weight(Severity.Moderate, Urgency.Immediate, Certainty.Possible),
        };

    public static bool IsTold(FireStage stage) => stage >= FireStage.Controlled;

    /// <summary>The stage an alert of the store stands at.</summary>
    public static FireStage Of(Alert alert) =>
        alert switch
        {
            { Severity: Severity.Extreme } => FireStage.Confirmed,
            { Severity: Severity.Severe } => FireStage.Probable,
            { Certainty: Certainty.Likely } => FireStage.ProbableLocal,
            { Certainty: Certainty.Observed } => FireStage.Controlled,
            { Severity: Severity.Minor } => FireStage.Expected,
            _ => FireStage.Suspected,
        };

    public static Verdict VerdictOf(FireStage stage) =>
        stage switch
        {
            FireStage.Confirmed => Verdict.Confirmed,
            FireStage.Probable => Verdict.Probable,
            FireStage.ProbableLocal => Verdict.ProbableLocal,
            FireStage.Controlled or FireStage.Expected => Verdict.Controlled,
            _ => Verdict.Suspected,
        };
}
