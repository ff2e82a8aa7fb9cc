using Vigia.Server.Alerts;
using Vigia.Server.Derive.Live;
using Vigia.Server.Farm;
using Vigia.Server.Health;
using Vigia.Server.Influx.States;
using Vigia.Server.Ingest;
using Vigia.Server.Ledger;
using Vigia.Server.Rules;

namespace Vigia.Server.Influx;

/// <summary>Puts together what goes to InfluxDB: the ledger's rows with what is derived of them, and the states that charts show.</summary>
internal static class InfluxParts
{
    public static void AddInflux(this IServiceCollection services, InfluxOptions influx)
    {
        services.AddSingleton(s => influx.Scaled(s.GetRequiredService<ServerOptions>()));
        services.AddSingleton(s => new InfluxLines(SiteOf(s), () => s.GetRequiredService<FarmBook>().Plan));
        services.AddSingleton(s => new InfluxClient(s.GetRequiredService<InfluxOptions>(), TimeProvider.System));
        services.AddSingleton(s => new InfluxFollower(
            s.GetRequiredService<ILedgerReader>(),
            s.GetRequiredService<AlertStore>(),
            s.GetRequiredService<InfluxClient>(),
            s.GetRequiredService<InfluxLines>(),
            s.GetRequiredService<InfluxOptions>(),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<InfluxFollower>>(),
            new DerivedReadings(
                () => s.GetRequiredService<FarmBook>().Plan,
                s.GetRequiredService<ILogger<DerivedReadings>>(),
                DerivedReadings.NameForInflux
            )
        ));
        services.AddSingleton<IHostedService>(s => new Loop(
            s.GetRequiredService<InfluxFollower>().RunAsync,
            s.GetRequiredService<InfluxFollower>().SaveCursor
        ));
        AddStates(services);
    }

    private static void AddStates(IServiceCollection services)
    {
        services.AddSingleton(s => new AlertLines(SiteOf(s), s.GetRequiredService<AlertNames>()));
        services.AddSingleton<AlertFollower>();
        services.AddSingleton(s => new SmsLines(
            SiteOf(s),
            s.GetRequiredService<AlertNames>(),
            () => s.GetRequiredService<FarmBook>().Plan
        ));
        services.AddSingleton(s => new SmsFollower(
            s.GetRequiredService<AlertStore>(),
            s.GetRequiredService<InfluxClient>(),
            s.GetRequiredService<SmsLines>(),
            s.GetRequiredService<ServerClocks>().Machine
        ));
        services.AddSingleton(s => s.GetRequiredService<Intake>().Healths);
        services.AddSingleton<FarmTaker>();
        services.AddSingleton(s => new StateLines(SiteOf(s)));
        services.AddSingleton(s => new LimitLines(SiteOf(s)));
        services.AddSingleton<ChartLoop>();
        services.AddSingleton<IHostedService>(s => new Loop(s.GetRequiredService<ChartLoop>().RunAsync));
    }

    private static string SiteOf(IServiceProvider services) => services.GetRequiredService<ServerOptions>().Site;
}
