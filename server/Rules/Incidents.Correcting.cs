using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>What is known better of an incident that stands, and is no news by itself.</summary>
internal sealed partial class Incidents
{
    /// <summary>It does not stand: it ended, or a person ended it.</summary>
    public bool IsOver(long id)
    {
        HearPeople();
        return !standing.ContainsKey(id);
    }

    /// <summary>Another point says the same from now on. Nobody is told; what was hidden with the first comes out.</summary>
    public void Move(long id, Finding finding) => Say(id, finding, StepReason.Moved);

    /// <summary>
    /// Late readings say that it is graver, surer, less so, or said by another point. Told as it would have been, had they come in
    /// time: where it is worse than was known.
    /// </summary>
    /// <param name="verdict">Of what made it so; null: of nothing that came of late, what was thought to be is not.</param>
    /// <returns>The number of what stands now, as <see cref="Grow"/> says it.</returns>
    public long Correct(long id, Finding said, Verdict? verdict)
    {
        HearPeople();
        if (standing.TryGetValue(id, out var before))
        {
            if (said.IsSaidBy(before))
            {
                return id;
            }

            if (!IsWorse(before, said.Weight) && said.Weight.Urgency <= before.Urgency)
            {
                Say(id, said, StepReason.LateReading);
                return id;
            }
        }

        return Grow(id, said, verdict ?? Verdict.StillRaised, said.IsTold);
    }

    private void Say(long id, Finding finding, StepReason reason)
    {
        if (!standing.TryGetValue(id, out var before))
        {
            return;
        }

        var alert = Saying(before, finding);
        standing[id] = alert;
        Unsaved.Grow(new AlertUpdate(alert, NowMs(), reason, finding.By));
        changed = true;
    }

    private static Alert Saying(Alert before, Finding finding) =>
        before with
        {
            Severity = finding.Weight.Severity,
            Urgency = finding.Weight.Urgency,
            Certainty = finding.Weight.Certainty,
            Seen = finding.Seen,
            Value = finding.Value,
            Limit = finding.Limit,
            Unit = finding.Unit,
            Node = finding.Node,
            Point = finding.Point,
        };
}
