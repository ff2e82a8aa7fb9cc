using Vigia.Server.Alerts;

namespace Vigia.Server.Rules.Service;

/// <summary>
/// The incidents that Vigía raises about itself, beside those of nodes: of the whole site, for the technician. No farm file has
/// rules of these names.
/// </summary>
internal static class ServiceRules
{
    /// <summary>Points that used to speak, of nodes that are heard: one incident a zone.</summary>
    public const string Points = "point-silence";

    /// <summary>No text leaves for a phone, or only by the second way.</summary>
    public const string Phones = "vigia-phones";

    /// <summary>Readings, or alerts, cannot be kept.</summary>
    public const string Store = "vigia-store";

    /// <summary>InfluxDB takes nothing: charts stand still, nothing is lost.</summary>
    public const string Charts = "vigia-charts";

    /// <summary>A siren does not answer, or cannot sound.</summary>
    public const string Siren = "vigia-siren";

    /// <summary>The certificate that nodes and phones know the server by is over soon.</summary>
    public const string Certificate = "vigia-certificate";

    /// <summary>The service itself did not run.</summary>
    public const string Away = "vigia-away";

    /// <summary>All that no farm file may name.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } =
    [
        AlarmBook.Rule,
        SilenceRule.Name,
        SilenceRule.Link,
        Points,
        Phones,
        Store,
        Charts,
        Siren,
        Certificate,
        Away,
        Alert.DrillRule,
    ];

    /// <summary>Raised by Vigía's own judgement, and not by a rule of the farm.</summary>
    public static bool IsOwn(string rule) => rule is not (AlarmBook.Rule or Alert.DrillRule) && BuiltIn.Contains(rule);

    /// <summary>About the whole site: its place is the site's name.</summary>
    public static bool IsOfSite(string rule) =>
        rule is SilenceRule.Link or Phones or Store or Charts or Siren or Certificate or Away;

    /// <summary>Says that something is not heard, and nothing about what is measured there.</summary>
    public static bool IsSilence(string rule) => rule is SilenceRule.Name or SilenceRule.Link or Points;
}
