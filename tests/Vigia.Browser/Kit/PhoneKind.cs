namespace Vigia.Browser.Kit;

/// <summary>What a person holds in the hand, or hangs on the wall.</summary>
internal sealed record PhoneKind(int Width, int Height, string Language = "es", bool IsDark = false)
{
    public static PhoneKind Phone { get; } = new(390, 844);

    public static PhoneKind Narrow { get; } = new(360, 740);

    public static PhoneKind Wall { get; } = new(1920, 1080);

    /// <summary>Where a check is put into the page that the page's own policy would forbid.</summary>
    public bool BypassesPolicy { get; init; }
}
