using Vigia.Server.Alerts;
using Vigia.Server.Calls.Sirens;
using Vigia.Server.Health;
using Vigia.Server.Influx;
using Vigia.Server.Sms.Health;
using Vigia.Wire;

namespace Vigia.Server.Rules.Service;

/// <summary>Looks at the parts of the service, each by its own last word: no request, no disk.</summary>
internal sealed class ServiceProbes(
    ServerState state,
    AlertStore store,
    SmsPath phones,
    SirenDesk sirens,
    InfluxFollower? influx = null
)
{
    public IReadOnlyList<ServiceSight> Look() =>
        [
            new(ServiceRules.Phones, PhonesTrouble),
            new(ServiceRules.Store, StoreTroubleNow),
            new(ServiceRules.Charts, ChartsTrouble),
            new(ServiceRules.Siren, sirens.Trouble),
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
}
