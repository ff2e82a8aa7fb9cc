using System.Net;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vigia.Server;
using Vigia.Server.Cli;
using Vigia.Server.Demo;
using Vigia.Tests.Kit;

namespace Vigia.Tests.Live;

/// <summary>The whole service, not the page alone: what it answers over the network.</summary>
public sealed class HostPathsTests
{
    [Fact]
    public async Task Every_path_of_the_service_is_described_or_is_nobodys_but_this_machines()
    {
        using var data = new TemporaryData();
        await using var host = await StartAsync(data);

        var paths = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        // Files of the page and the metrics are answered by no method: the description knows nothing of them.
        var spoken = paths.Where(path => path.Metadata.GetMetadata<System.Reflection.MethodInfo>() is not null);
        var mute = spoken
            .Where(path => path.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .Where(path => path.Metadata.GetMetadata<IEndpointSummaryMetadata>() is null)
            .Select(path => path.RoutePattern.RawText);

        Assert.Contains(paths, path => path.RoutePattern.RawText == "/healthz");
        Assert.Contains(paths, path => path.RoutePattern.RawText == "/control/user");
        Assert.Empty(mute);
    }

    [Fact]
    public async Task Figures_are_this_machines_and_of_who_signed_in()
    {
        using var data = new TemporaryData();
        await using var host = await StartAsync(data);

        var metrics = host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Single(path => path.RoutePattern.RawText == "/metrics");

        Assert.Contains(
            metrics.Metadata.OfType<Microsoft.AspNetCore.Authorization.IAuthorizeData>(),
            needed => needed.Policy == Server.Live.SignIn.RolePolicy.HereOrSignedIn
        );
    }

    private static async Task<ServerHost> StartAsync(TemporaryData data)
    {
        var (mqtt, http) = (FreePorts.On(IPAddress.Loopback), FreePorts.On(IPAddress.Loopback));
        var settings = new Settings(
            option =>
                option switch
                {
                    "--data" => data.Path,
                    "--site" => "granja",
                    "--mqtt" => $"{mqtt}",
                    "--http" => $"{http}",
                    "--reserve" => "1MB",
                    _ => null,
                },
            null,
            new TextsEn()
        );
        var host = ServerHost.Build(
            ServeOptions.Read(settings) with
            {
                LeastLogged = LogLevel.Warning,
            },
            settings.Texts
        );
        await host.StartAsync(settings.Texts, TestContext.Current.CancellationToken);
        return host;
    }
}
