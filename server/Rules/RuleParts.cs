using Vigia.Server.Derive.Live;
using Vigia.Server.Farm;
using Vigia.Server.Ledger.Rollups;
using Vigia.Server.Live.Points;
using Vigia.Server.Rules.People;
using Vigia.Server.Rules.Service;

namespace Vigia.Server.Rules;

/// <summary>Puts the rules together: Ledger → Derive → { Rules → Alerts | bulletins | the page }.</summary>
internal static class RuleParts
{
    public static void AddRules(this IServiceCollection services)
    {
        services.AddSingleton<Incidents>();
        services.AddSingleton<SilenceJudge>();
        services.AddServiceRules();
        services.AddSingleton<RuleJudge>();
        services.AddSingleton(s => new DerivedReadings(
            () => s.GetRequiredService<FarmBook>().Plan,
            s.GetRequiredService<ILogger<DerivedReadings>>()
        )
        {
            // Shown as it is judged.
            Made = (row, readings) =>
            {
                s.GetRequiredService<LivePoints>().Take(row, readings);
                s.GetService<Rollups>()?.Take(row.Node, row.TimeMs, readings, row: null);
            },
        });
        services.AddSingleton<FireBulletins>();
        services.AddSingleton<WordBook>();
        services.AddSingleton<IWordOfPeople>(s => s.GetRequiredService<WordBook>());
        services.AddSingleton<RulesFollower>();
    }
}
