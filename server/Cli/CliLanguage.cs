using Vigia.Server.Alerts;

namespace Vigia.Server.Cli;

/// <summary>The command line speaks the language of the locale: Spanish, unless the locale says English or C.</summary>
internal static class CliLanguage
{
    public static Texts Of(Func<string, string?> variable)
    {
        var locale =
            new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(variable).FirstOrDefault(v => !string.IsNullOrEmpty(v))
            ?? "es";
        var english =
            locale is "C" or "POSIX"
            || locale.StartsWith("C.", StringComparison.Ordinal)
            || locale.StartsWith("en", StringComparison.Ordinal);
        return english ? new TextsEn() : new TextsEs();
    }

    /// <summary>In which language texts speak that are kept elsewhere.</summary>
    public static Language Spoken(Texts texts) => texts is TextsEn ? Language.English : Language.Spanish;
}
