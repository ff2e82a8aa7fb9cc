using Vigia.Server.Alerts;
using Vigia.Server.Calls;
using Vigia.Wire;

namespace Vigia.Server.Live.Shown;

/// <summary>What stands, what is over, and what was found out too late to be an alert.</summary>
internal sealed record AlertsShown(
    IReadOnlyList<AlertShown> Open,
    IReadOnlyList<AlertShown> Over,
    IReadOnlyList<LateShown> Late
);

/// <summary>One alert with all that happened to it.</summary>
/// <param name="Chief">Who leads, as people are called; null: nobody was called.</param>
internal sealed record AlertDetail(
    AlertShown Alert,
    IReadOnlyList<StepShown> Steps,
    IReadOnlyList<CallShown> Calls,
    IReadOnlyList<AnswerShown> Answers,
    string? Chief
);

/// <param name="Outcome">What became of a ring or a siren.</param>
internal sealed record CallShown(string Person, long AtMs, CallMeans Means, string? Outcome);

/// <param name="Word">As <see cref="Calls.Replies.ReplyWord"/>, or <c>Unknown</c>.</param>
internal sealed record AnswerShown(string Person, string Word, long AtMs);

/// <param name="Reason">Name of the verdict or of the word.</param>
internal sealed record StepShown(
    long AtMs,
    StepKind Kind,
    StepReason Reason,
    AlertState State,
    string? Who,
    Means? Means,
    string? Note
);

/// <summary>Would have been an alert, had its readings come in time.</summary>
/// <param name="Extreme">The reading furthest beyond the limit.</param>
internal sealed record LateShown(
    TextShown? Title,
    TextShown Place,
    string Node,
    string Point,
    string Quantity,
    long FromMs,
    long ToMs,
    double Extreme,
    ValueMeaning Says
);

/// <summary>What the value of an alert or finding is of its point's quantity.</summary>
internal static class Meanings
{
    public static ValueMeaning Of(string point, string unit)
    {
        var quantity = Quantity.Of(point, null);
        if (quantity == Quantity.Other && unit is not ("" or "1"))
        {
            // A channel of the farm's own has the unit that its file gives it.
            return unit.EndsWith("/min", StringComparison.Ordinal)
                ? ValueMeaning.ChangePerMinute
                : ValueMeaning.Reading;
        }

        var known = quantity.Unit;
        return unit == known ? ValueMeaning.Reading
            : unit == $"{known}/min" ? ValueMeaning.ChangePerMinute
            : ValueMeaning.PlainNumber;
    }
}
