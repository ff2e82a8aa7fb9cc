using Vigia.Server.Alerts;

namespace Vigia.Server.Rules.Service;

/// <summary>A part of Vigía as it is now.</summary>
/// <param name="Rule">Of <see cref="ServiceRules"/>.</param>
/// <param name="Trouble">Null: it is sound.</param>
internal readonly record struct ServiceSight(string Rule, ServiceTrouble? Trouble);

/// <summary>What may be wrong with Vigía itself; the alert's <see cref="Alert.Seen"/> is its name.</summary>
internal enum ServiceTrouble
{
    /// <summary>No way leads to the phones.</summary>
    NoWay,

    /// <summary>The first way does not work, a further one does.</summary>
    SecondWay,

    /// <summary>Less is free than is kept in reserve.</summary>
    DiskFull,

    /// <summary>The ledger takes nothing.</summary>
    LedgerDown,

    /// <summary><c>vigia.db</c> takes nothing.</summary>
    AlertsDown,

    /// <summary>InfluxDB takes nothing.</summary>
    ChartsDown,

    /// <summary>A siren's node does not answer orders.</summary>
    SirenSilent,

    /// <summary>A siren's node answers, and has none that it can drive.</summary>
    SirenBroken,

    /// <summary>The server's certificate is good for weeks only.</summary>
    CertificateEnds,

    /// <summary>The server's certificate is good for days only, or is over: nodes and phones do not connect then.</summary>
    CertificateOver,

    /// <summary>The service ended without a word: a power cut, a kill, a fault.</summary>
    Died,

    /// <summary>Somebody stopped the service.</summary>
    Stopped,
}

internal static class ServiceTroubles
{
    /// <summary>How grave each is.</summary>
    public static Severity SeverityOf(this ServiceTrouble trouble) =>
        trouble switch
        {
            ServiceTrouble.NoWay
            or ServiceTrouble.LedgerDown
            or ServiceTrouble.AlertsDown
            or ServiceTrouble.DiskFull
            or ServiceTrouble.CertificateOver => Severity.Severe,
            ServiceTrouble.ChartsDown => Severity.Minor,
            _ => Severity.Moderate,
        };
}
