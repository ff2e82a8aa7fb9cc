using Vigia.Server.Farm;
using Vigia.Server.Health;
using Vigia.Server.Nodes.Orders;

namespace Vigia.Server.Calls.Sirens;

/// <summary>Puts together how sirens are reached: orders to the nodes that the farm file names.</summary>
internal static class SirenParts
{
    public static void AddSirens(this IServiceCollection services, double scale)
    {
        services.AddSingleton(OrderTimes.Default.Scaled(scale));
        services.AddSingleton(SirenTimes.Default.Scaled(scale));
        services.AddSingleton(s =>
        {
            var farm = s.GetRequiredService<FarmBook>();
            return new NodeRuns(
                node => farm.Plan.Sirens.Any(siren => siren.Node == node),
                s.GetRequiredService<TimeProvider>()
            );
        });
        services.AddSingleton(s => new OrderDesk(
            s.GetRequiredService<SendToNode>(),
            s.GetRequiredService<NodeRuns>(),
            s.GetRequiredService<ServerSelf>(),
            s.GetRequiredService<ServerState>(),
            s.GetRequiredService<OrderTimes>(),
            s.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<SirenDesk>();
    }
}
