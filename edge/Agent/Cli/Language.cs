namespace Vigia.Edge.Cli;

/// <summary>The language of the command line follows the locale: es* is Spanish, en* and C are English; none at all is Spanish.</summary>
internal static class Language
{
    public static Texts Choose(Func<string, string?> environment)
    {
        var locale = new[] { "LC_ALL", "LC_MESSAGES", "LANG" }
            .Select(environment)
            .FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return IsEnglish(locale ?? "") ? new TextsEn() : new TextsEs();
    }

    private static bool IsEnglish(string locale) =>
        locale is "C" or "POSIX"
        || locale.StartsWith("C.", StringComparison.Ordinal)
        || locale.StartsWith("en", StringComparison.OrdinalIgnoreCase);
}
