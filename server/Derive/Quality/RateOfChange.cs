using Vigia.Wire;

namespace Vigia.Server.Derive.Quality;

/// <summary>Rate of change against the value before: suspect when it is more a minute than may be. The first is not evaluated.</summary>
internal sealed class RateOfChange(double perMinute)
{
    private double before = double.NaN;
    private DateTime beforeAt;

    public QartodFlag Flag(DateTime at, double value)
    {
        if (double.IsNaN(value))
        {
            return QartodFlag.Missing;
        }

        var change = Math.Abs(value - before);
        var minutes = (at - beforeAt).TotalMinutes;
        (before, beforeAt) = (value, at);
        return double.IsNaN(change) || minutes <= 0 ? QartodFlag.NotEvaluated
            : change > perMinute * minutes ? QartodFlag.Suspect
            : QartodFlag.Pass;
    }
}
