namespace Vigia.Server.Farm;

/// <summary>What calling people may cost in texts, and its hours. A fire is never held back by any of it.</summary>
/// <param name="TextsADay">To one person, 1 to 500.</param>
/// <param name="SimTextsADay">To all together, 1 to 5000.</param>
/// <param name="TextsAMinute">What the modem sends, 1 to 60; a modem needs about 4 s a text.</param>
/// <param name="Digest">When the morning's summary is sent.</param>
/// <param name="SignOfLife">When coordinator and chief hear each day that Vigía lives; null: they do not.</param>
/// <param name="DutyChanges">When the duty of a day begins; it ends there the next day.</param>
internal sealed record CallPlan(
    int TextsADay,
    int SimTextsADay,
    int TextsAMinute,
    TimeOnly Digest,
    TimeOnly DutyChanges,
    TimeOnly? SignOfLife
)
{
    public static CallPlan Default { get; } =
        new(30, 300, 15, new TimeOnly(6, 30), new TimeOnly(6, 0), new TimeOnly(7, 0));

    /// <summary>From one text to the next at the modem.</summary>
    public TimeSpan Pace => TimeSpan.FromMinutes(1) / TextsAMinute;
}
