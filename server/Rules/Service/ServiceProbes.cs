using Vigia.Server.Alerts;
using Vigia.Server.Calls.Sirens;
using Vigia.Server.Health;
using Vigia.Server.Influx;
using Vigia.Server.Nodes;
using Vigia.Server.Sms.Health;
using Vigia.Wire;

namespace Vigia.Server.Rules.Service;

/// <summary>Looks at the parts of the service, each by its own last word: no request is made.</summary>
internal sealed class ServiceProbes(
    ServerState state,
    AlertStore store,
    SmsPath phones,
    SirenDesk sirens,
    Certificates certificates,
    InfluxFollower? influx = null
)
{
    /// <summary>Before the end of the certificate; a service that renews by itself has done so by then.</summary>
    public static readonly TimeSpan CertificateEnds = TimeSpan.FromDays(21);

    /// <summary>Before the end: told again, and more gravely.</summary>
    public static readonly TimeSpan CertificateOver = TimeSpan.FromDays(7);

    public IReadOnlyList<ServiceSight> Look() =>
        [
            new(ServiceRules.Phones, PhonesTrouble),
            new(ServiceRules.Store, StoreTroubleNow),
            new(ServiceRules.Charts, ChartsTrouble),
            new(ServiceRules.Siren, sirens.Trouble),
            new(ServiceRules.Certificate, CertificateTrouble),
        ];

    private ServiceTrouble? PhonesTrouble =>
        phones.Now.State switch
        {
            SmsPathState.Down => ServiceTrouble.NoWay,
            SmsPathState.OnSecond => ServiceTrouble.SecondWay,
            _ => null,
        };

    private ServiceTrouble? StoreTroubleNow =>
        store.Trouble is not null ? ServiceTrouble.AlertsDown
        : state.Store == StoreState.Full ? ServiceTrouble.DiskFull
        : state.Store == StoreState.Ok ? null
        : ServiceTrouble.LedgerDown;

    private ServiceTrouble? ChartsTrouble =>
        influx?.Health.State is InfluxState.Unavailable or InfluxState.Failing or InfluxState.StoreUnavailable
            ? ServiceTrouble.ChartsDown
            : null;

    private ServiceTrouble? CertificateTrouble =>
        certificates.LeastLeft is not { } left || left >= CertificateEnds ? null
        : left >= CertificateOver ? ServiceTrouble.CertificateEnds
        : ServiceTrouble.CertificateOver;
}
