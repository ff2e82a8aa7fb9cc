using Vigia.Wire;

namespace Vigia.Server.Derive.Quality;

/// <summary>QARTOD's tests that need no memory, and how flags are put together.</summary>
internal static class QualityTests
{
    /// <summary>Gross range: outside what is possible failed, outside what is usual suspect.</summary>
    public static QartodFlag GrossRange(double value, ValueRange? fail, ValueRange? suspect) =>
        double.IsNaN(value) ? QartodFlag.Missing
        : fail is { } possible && !possible.Holds(value) ? QartodFlag.Fail
        : suspect is { } usual && !usual.Holds(value) ? QartodFlag.Suspect
        : QartodFlag.Pass;

    /// <summary>Spike: how far a value lies from the middle of its two neighbours. Without both nothing is known.</summary>
    public static QartodFlag Spike(double before, double value, double after, SpikeLimits limits)
    {
        if (double.IsNaN(value))
        {
            return QartodFlag.Missing;
        }

        var distance = Math.Abs(value - (before + after) / 2);
        return double.IsNaN(distance) ? QartodFlag.NotEvaluated
            : distance > limits.Fail ? QartodFlag.Fail
            : distance > limits.Suspect ? QartodFlag.Suspect
            : QartodFlag.Pass;
    }

    /// <summary>The worst of several: failed, suspect, good, not evaluated, missing.</summary>
    public static QartodFlag Worst(ReadOnlySpan<QartodFlag> flags)
    {
        var worst = QartodFlag.Missing;
        foreach (var flag in flags)
        {
            worst = Weight(flag) > Weight(worst) ? flag : worst;
        }

        return worst;
    }

    private static int Weight(QartodFlag flag) =>
        flag switch
        {
            QartodFlag.Fail => 4,
            QartodFlag.Suspect => 3,
            QartodFlag.Pass => 2,
            QartodFlag.NotEvaluated => 1,
            _ => 0,
        };
}
