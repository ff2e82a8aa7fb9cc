using Vigia.Server.Alerts;
using Vigia.Server.Calls;
using Vigia.Server.Cli;
using Vigia.Server.Clock;
using Vigia.Server.Health;
using Vigia.Server.Sms.Health;
using Vigia.Server.Sms.Http;
using Vigia.Server.Sms.Incoming;
using Vigia.Server.Sms.Outbox;
using Vigia.Server.Sms.Smstools;

namespace Vigia.Server.Sms;

/// <summary>Puts together how messages leave: written down only, or by the outbox of texts and its ways.</summary>
internal static class SmsParts
{
    public static void AddSms(this IServiceCollection services, ServeOptions options, Texts texts)
    {
        var sms = options.Sms;
        // Without a way they are written to a file: whoever puts texts into the outbox need not know.
        var ways = sms.Ways.Count > 0 ? sms.Ways : [new SmsWay(SmsWayKind.Dry, "")];
        var presets = ways.Select(way => PresetOf(way, options, texts)).ToList();
        services.AddSingleton(s => new Courier(
            s.GetRequiredService<AlertStore>(),
            [.. ways.Zip(presets, (way, preset) => GatewayOf(way, preset, options, s))],
            CourierOptions.Default.Scaled(options.TimerScale),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<Courier>>()
        ));
        services.AddSingleton(SmsPathOptions.Default.Scaled(options.TimerScale));
        services.AddSingleton<SmsPath>();
        services.AddSingleton(s => new IncomingReader(
            s.GetRequiredService<AlertStore>(),
            s.GetRequiredService<Courier>().Ways,
            IncomingOptions.Default.Scaled(options.TimerScale),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<IncomingReader>>(),
            s.GetService<IIncomingWords>()
        ));
        AddAnnouncers(services, options);
        services.AddSingleton<IHostedService>(s => new Loop(s.GetRequiredService<Courier>().RunAsync));
        services.AddSingleton<IHostedService>(s => new Loop(s.GetRequiredService<SmsPath>().RunAsync));
        services.AddSingleton<IHostedService>(s => new Loop(s.GetRequiredService<IncomingReader>().RunAsync));
    }

    // People as the farm file has them, then the phones that get all; where no phone gets all, what was told is written down.
    private static void AddAnnouncers(IServiceCollection services, ServeOptions options)
    {
        services.AddCalls(options);
        services.AddSingleton<IAnnouncer>(s => new Announcers([
            s.GetRequiredService<CallDesk>(),
            options.Sms.Phones.Count > 0
                ? ActivatorUtilities.CreateInstance<PhoneAnnouncer>(s, options.Sms.Phones)
                : new MessageJournal(
                    options.DataFolder,
                    s.GetRequiredService<ServerClock>(),
                    s.GetRequiredService<ILogger<MessageJournal>>()
                ),
        ]));
    }

    public static void MapSms(this WebApplication app, SmsOptions options)
    {
        ReceivedEndpoints.Map(app, options.Ways);
        ReportEndpoint.Map(app);
    }

    private static IHttpPreset? PresetOf(SmsWay way, ServeOptions options, Texts texts)
    {
        var login = HttpLogin.Of(way.Secret);
        return way.Kind switch
        {
            SmsWayKind.Kannel => new KannelPreset(Address(way), login, way.From, CallBackOf(options)),
            SmsWayKind.SmsGate => new SmsGatePreset(Address(way), login),
            SmsWayKind.Twilio => new TwilioPreset(Address(way), login, way.From ?? ""),
            SmsWayKind.Template => ReadTemplate(way, login, texts),
            _ => null,
        };
    }

    private static TemplatePreset ReadTemplate(SmsWay way, HttpLogin login, Texts texts)
    {
        try
        {
            var text = File.ReadAllText(way.Place);
            return TemplatePreset.Parse(text, login, way.From ?? "", out var wrong)
                ?? throw new PlainWords(texts.CannotUse(way.Place, wrong ?? ""));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlainWords(texts.CannotUse(way.Place, e.Message));
        }
    }

    private static Uri? CallBackOf(ServeOptions options) =>
        options.Http is { } own ? new Uri($"http://127.0.0.1:{own.Port}{ReportEndpoint.Path}") : null;

    private static Uri Address(SmsWay way) => new(way.Place.TrimEnd('/') + "/");

    private static ISmsGateway GatewayOf(
        SmsWay way,
        IHttpPreset? preset,
        ServeOptions options,
        IServiceProvider services
    )
    {
        var machine = services.GetRequiredService<TimeProvider>();
        if (preset is not null)
        {
            var http = HttpGatewayOptions.Default with
            {
                ReportsCome = way.Kind == SmsWayKind.Kannel && options.Http is not null,
            };
            return new HttpGateway(preset, new HttpClient(), http, machine);
        }

        return way.Kind == SmsWayKind.Smstools
            ? new SmstoolsGateway(new SmstoolsSpool(way.Place), SmstoolsOptions.Of(way.Place), machine)
            : new DryRunGateway(options.DataFolder, machine, services.GetRequiredService<ILogger<DryRunGateway>>());
    }
}
