using System.Net;
using Vigia.Server.Calls;
using Vigia.Server.Cli;
using Vigia.Server.Influx;
using Vigia.Server.Live.SignIn;

namespace Vigia.Server.Health;

/// <summary>
/// How the verbs reach a running server: HTTP over <c>vigia.sock</c> in the data folder, whose rights are the only key.
/// Asked for over the network these paths do not exist.
/// </summary>
internal static class ControlEndpoints
{
    public const string RebuildInflux = "/control/rebuild/influx";

    public static void Map(WebApplication app)
    {
        var control = app.MapGroup("").AddEndpointFilter(OnlyBySocket).ExcludeFromDescription();
        control.MapPost(RebuildInflux, RebuildInfluxAsync);
        MaintenanceEndpoints.Map(control);
        BurnEndpoints.Map(control);
        Alerts.AlertControl.Map(control);
        PeopleEndpoint.Map(control);
        UserControl.Map(control);
        Sms.Health.SmsControl.Map(control);
        Calls.Drills.DrillEndpoints.Map(control);
    }

    private static async ValueTask<object?> OnlyBySocket(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    ) => context.HttpContext.Connection.LocalIpAddress is null ? await next(context) : Results.NotFound();

    // One line "row of" each time there is progress, "done rows" at the end.
    private static async Task RebuildInfluxAsync(HttpContext context, CancellationToken stop)
    {
        if (context.RequestServices.GetService<InfluxFollower>() is not { } influx)
        {
            context.Response.StatusCode = (int)HttpStatusCode.Conflict;
            return;
        }

        var rows = 0L;
        var lastSaid = 0L;
        var progress = new Progress(p =>
        {
            rows = p.Of;
            if (Environment.TickCount64 - lastSaid > 500)
            {
                lastSaid = Environment.TickCount64;
                context.Response.WriteAsync($"{p.Row} {p.Of}\n", stop).GetAwaiter().GetResult();
            }
        });
        await influx.RebuildAsync(progress, stop);
        await context.Response.WriteAsync($"done {rows}\n", stop);
    }

    private sealed class Progress(Action<InfluxProgress> report) : IProgress<InfluxProgress>
    {
        public void Report(InfluxProgress value) => report(value);
    }
}
