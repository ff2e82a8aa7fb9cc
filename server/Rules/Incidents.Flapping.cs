using Vigia.Server.Alerts;

namespace Vigia.Server.Rules;

/// <summary>
/// An incident that begins again and again: from so many times an hour on it is told once, stands with its count, and is over only
/// when it has stayed away for a time. A fire is told each time.
/// </summary>
internal sealed partial class Incidents
{
    private Farm.FlappingPlan Flapping => texts.Plan.Flapping;

    // True where it was told as one that comes and goes, or is hidden as such.
    private bool BeginsToFlap(Alert alert)
    {
        var times = begun.Add(new StateKey(alert.Rule, alert.Place), Now());
        if (times <= Flapping.Raises || texts.IsFire(alert))
        {
            return false;
        }

        AlertMetrics.Flapping.Add(1);
        var flapping = Turn(alert with { Flaps = times }, StepReason.Flapping);
        if (CauseOf(flapping, Causes) is { } cause)
        {
            Hide(flapping, cause);
        }
        else
        {
            Tell(flapping, MessageKind.Raised);
        }

        return true;
    }

    // Of an incident that comes and goes the end is not believed at once.
    private bool Rest(Alert alert)
    {
        if (alert.Flaps == 0)
        {
            return false;
        }

        if (alert.CalmSinceMs is null)
        {
            Turn(alert with { CalmSinceMs = NowMs() }, StepReason.Flapping, isStep: false);
        }

        return true;
    }

    private Alert? Resting(string rule, string place) =>
        standing.Values.FirstOrDefault(alert =>
            alert.CalmSinceMs is not null && alert.Rule == rule && alert.Place == place
        );

    private void Return(Alert alert)
    {
        begun.Add(new StateKey(alert.Rule, alert.Place), Now());
        Turn(alert with { Flaps = alert.Flaps + 1, CalmSinceMs = null }, StepReason.Flapping, isStep: false);
    }

    private void EndRests(DateTimeOffset now)
    {
        foreach (var alert in standing.Values.Where(each => each.CalmSinceMs is not null).ToArray())
        {
            var since = DateTimeOffset.FromUnixTimeMilliseconds(alert.CalmSinceMs!.Value);
            if (now - since >= Flapping.Calm)
            {
                End(
                    alert,
                    new AlertClearing(alert.Id, alert.CalmSinceMs.Value, NowMs(), Value: null, StepReason.StayedAway)
                );
            }
        }
    }
}
