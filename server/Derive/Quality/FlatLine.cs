using Vigia.Wire;

namespace Vigia.Server.Derive.Quality;

/// <summary>
/// Flat line: a value that has moved less than the tolerance for so long that the sensor is stuck. Missing values are no
/// movement and no standing still: they are left out.
/// </summary>
internal sealed class FlatLine(FlatLineLimits limits)
{
    private readonly StillWindow suspect = new(limits.Suspect, limits.Tolerance);
    private readonly StillWindow fail = new(limits.Fail, limits.Tolerance);

    public QartodFlag Flag(DateTime at, double value)
    {
        if (double.IsNaN(value))
        {
            return QartodFlag.Missing;
        }

        var suspected = suspect.StandsStill(at, value);
        return fail.StandsStill(at, value) ? QartodFlag.Fail
            : suspected ? QartodFlag.Suspect
            : QartodFlag.Pass;
    }
}
