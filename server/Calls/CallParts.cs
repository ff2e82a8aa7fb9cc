using Vigia.Server.Alerts;
using Vigia.Server.Calls.Core;
using Vigia.Server.Calls.Drills;
using Vigia.Server.Calls.Replies;
using Vigia.Server.Calls.Sirens;
using Vigia.Server.Calls.Texts;
using Vigia.Server.Farm;
using Vigia.Server.Health;
using Vigia.Server.Ingest;
using Vigia.Server.Nodes.Orders;
using Vigia.Server.Rules;
using Vigia.Server.Sms.Health;
using Vigia.Server.Sms.Incoming;

namespace Vigia.Server.Calls;

/// <summary>Puts together how people are called: between Alerts and Sms.</summary>
internal static class CallParts
{
    public static void AddCalls(this IServiceCollection services, ServeOptions options)
    {
        var scale = options.TimerScale;
        services.AddSingleton(CallTimes.Default.Scaled(scale));
        services.AddSingleton(WakerTimes.Default.Scaled(scale));
        services.AddSingleton<CallTexts>();
        services.AddSingleton<CallBook>();
        services.AddSingleton<SendToNode>(s => s.GetRequiredService<IIngress>().Send);
        services.AddSirens(scale);
        services.AddSingleton(s => new Rations(
            s.GetRequiredService<FarmBook>(),
            s.GetRequiredService<CallTimes>().Storm
        ));
        services.AddSingleton(s => new CallWriter(
            s.GetRequiredService<FarmBook>(),
            s.GetRequiredService<CallTexts>(),
            s.GetRequiredService<TimeProvider>(),
            scale
        )
        {
            Wind = () => s.GetRequiredService<Incidents>().Wind,
        });
        services.AddSingleton<CallPost>();
        services.AddSingleton<Wakers>();
        services.AddSingleton(s =>
        {
            var desk = ActivatorUtilities.CreateInstance<CallDesk>(s);
            var (phones, sirens) = (s.GetRequiredService<Wakers>(), s.GetRequiredService<SirenDesk>());
            phones.IsToWake = desk.IsToWake;
            desk.Wake = (row, alert) =>
            {
                if (row.Means == CallMeans.Siren)
                {
                    sirens.Put(row, alert);
                }
                else
                {
                    phones.Put(row);
                }
            };
            var (path, after) = (s.GetRequiredService<SmsPath>(), s.GetRequiredService<SirenTimes>().MuteAfter);
            var machine = s.GetRequiredService<TimeProvider>();
            desk.IsMute = () =>
                path.Now is { State: SmsPathState.Down } down && machine.GetUtcNow() - down.Since >= after;
            return desk;
        });
        services.AddSingleton<Summaries>();
        services.AddSingleton<Mornings>();
        services.AddSingleton<AlertWord>();
        services.AddSingleton<DutyWord>();
        services.AddSingleton<IIncomingWords, PeopleWords>();
        services.AddSingleton(s => new CallLoop(
            s.GetRequiredService<CallDesk>(),
            s.GetRequiredService<Summaries>(),
            s.GetRequiredService<Mornings>(),
            s.GetRequiredService<AlertStore>(),
            s.GetRequiredService<ServerClocks>(),
            TimeSpan.FromSeconds(0.5) * Math.Min(1, scale),
            s.GetRequiredService<ILogger<CallLoop>>()
        ));
        services.AddSingleton(s =>
        {
            var drills = ActivatorUtilities.CreateInstance<DrillDesk>(s, options.Sms);
            drills.Ask = s.GetRequiredService<SirenDesk>().Put;
            return drills;
        });
        services.AddSingleton<IHostedService>(s => new Loop(s.GetRequiredService<CallLoop>().RunAsync));
        services.AddSingleton<IHostedService>(s => new Loop(s.GetRequiredService<DrillDesk>().RunAsync));
        services.AddSingleton<IHostedService>(s => new Loop(s.GetRequiredService<Wakers>().RunAsync));
        services.AddSingleton<IHostedService>(s => new Loop(s.GetRequiredService<SirenDesk>().RunAsync));
    }
}
