using Vigia.Server.Alerts;
using Vigia.Server.Farm;

namespace Vigia.Server.Rules.Service;

/// <summary>
/// Makes incidents of what is wrong with Vigía itself, once it has lasted: in the world's time, and at least
/// <see cref="SilenceRule.LeastOnMachine"/> of the machine's.
/// </summary>
/// <param name="look">The parts as they are now.</param>
internal sealed class ServiceJudge(
    Func<IReadOnlyList<ServiceSight>> look,
    FarmBook farm,
    ServerOptions options,
    Incidents incidents,
    ServerClocks clocks
)
{
    private readonly Dictionary<string, Trouble> troubles = [];
    private readonly Dictionary<string, long> alerts = [];
    private readonly ServiceLife life = new(farm, options, incidents);

    private readonly record struct Trouble(DateTimeOffset Since, long OnMachine, ServiceTrouble What);

    public void Load(AlertStore store)
    {
        foreach (var alert in incidents.Standing().Where(alert => ServiceRules.IsOfSite(alert.Rule)))
        {
            alerts[alert.Rule] = alert.Id;
        }

        life.Load(store.Read(ServiceLifeTable.Read, null));
    }

    public void Tick(DateTimeOffset now)
    {
        life.Tick(now);
        foreach (var sight in look())
        {
            if (sight.Trouble is not { } trouble)
            {
                troubles.Remove(sight.Rule);
                if (alerts.Remove(sight.Rule, out var over))
                {
                    incidents.Clear(over, finding: null, Verdict.SoundAgain, now);
                }
            }
            else
            {
                See(sight.Rule, trouble, now);
            }
        }
    }

    private void See(string rule, ServiceTrouble trouble, DateTimeOffset now)
    {
        var since = troubles.GetValueOrDefault(rule, new Trouble(now, clocks.Machine.GetTimestamp(), trouble));
        var isOther = since.What != trouble;
        troubles[rule] = since with { What = trouble };
        if (alerts.TryGetValue(rule, out var stands))
        {
            if (isOther)
            {
                alerts[rule] = incidents.Grow(
                    stands,
                    FindingOf(rule, trouble, since.Since),
                    Verdict.InTrouble,
                    isTold: incidents.SeverityOf(stands) < trouble.SeverityOf()
                );
            }
        }
        else if (now - since.Since >= LimitOf(rule) && HasLasted(since))
        {
            alerts[rule] = incidents.Raise(
                rule,
                options.Site,
                FindingOf(rule, trouble, since.Since),
                Verdict.InTrouble
            );
        }
    }

    private bool HasLasted(Trouble trouble) =>
        clocks.Speed <= 1 || clocks.Machine.GetElapsedTime(trouble.OnMachine) >= SilenceRule.LeastOnMachine;

    private TimeSpan LimitOf(string rule) =>
        rule switch
        {
            ServiceRules.Phones => farm.Plan.Service.Phones,
            ServiceRules.Store => farm.Plan.Service.Store,
            ServiceRules.Siren => farm.Plan.Service.Siren,
            ServiceRules.Certificate => TimeSpan.Zero,
            _ => farm.Plan.Service.Charts,
        };

    private Finding FindingOf(string rule, ServiceTrouble trouble, DateTimeOffset since) =>
        new(
            Node: "",
            Point: "",
            Value: 0,
            LimitOf(rule).TotalMinutes,
            Unit: "",
            since,
            Weight.Observed(trouble.SeverityOf()),
            $"{trouble}"
        );
}
