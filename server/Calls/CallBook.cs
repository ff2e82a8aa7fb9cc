using Vigia.Server.Alerts;
using Vigia.Server.Calls.Core;

namespace Vigia.Server.Calls;

/// <summary>Who was called about an alert, who answered and how fast: for the page, the verbs and the report. What cannot be read is empty.</summary>
internal sealed class CallBook(AlertStore store)
{
    public CallsOfAlert Of(long alert) =>
        store.Read(
            db => new CallsOfAlert(
                CallTable.CallsOf(db, alert),
                CallTable.AnswersOf(db, alert),
                CallTable.Find(db, alert)?.Chief
            ),
            CallsOfAlert.None
        );
}

/// <param name="Calls">In order; times are unix milliseconds of the world.</param>
/// <param name="Chief">Name of who leads; null: nobody was called.</param>
internal sealed record CallsOfAlert(IReadOnlyList<CallRow> Calls, IReadOnlyList<AnswerRow> Answers, string? Chief)
{
    public static CallsOfAlert None { get; } = new([], [], null);

    /// <summary>From the first call of anybody to the first yes; null: nobody has said it.</summary>
    public TimeSpan? FirstYesAfter =>
        Calls.Count > 0 && Answers.FirstOrDefault(answer => answer.Word is "Yes" or "Ok" or "Coming") is { } yes
            ? TimeSpan.FromMilliseconds(yes.AtMs - Calls[0].AtMs)
            : null;
}
