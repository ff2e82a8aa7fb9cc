using System.Diagnostics;
using System.Globalization;

namespace Vigia.Benchmarks;

/// <summary>
/// 10,000 packs of five values a second through the shipped server, by turns on its own listener and behind mosquitto: what each
/// costs from the publisher's socket to the ledger's commit, and the ratio within each round.
/// </summary>
internal static class IngressBench
{
    private const int Connections = 8;
    private const int Packs = 40_000;

    // More would overrun mosquitto's default queue of 1,000 messages.
    private const int Window = 50;

    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 3;
        for (var round = 1; round <= rounds; round++)
        {
            var own = await MeasureAsync(behindBroker: false);
            var broker = await MeasureAsync(behindBroker: true);
            Say($"round {round}  own listener      ", own);
            Say($"round {round}  behind mosquitto  ", broker);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"round {round}  path, own / behind mosquitto: {own.Path / broker.Path:0.00}"
                )
            );
        }

        return 0;
    }

    private sealed record Cost(double Server, double Broker, double Bytes, double PerSecond, long Stored, long Sent)
    {
        public double Path => Server + Broker;
    }

    private static async Task<Cost> MeasureAsync(bool behindBroker)
    {
        await using var place = new Place(Connections);
        var broker = behindBroker ? place.Mosquitto() : null;
        if (behindBroker)
        {
            await Task.Delay(500);
        }

        var server = await place.ServeAsync(behindBroker);
        if (behindBroker)
        {
            // The session is made in the background; what is published before it has subscribed goes nowhere.
            await Task.Delay(2_000);
        }

        var brokerBefore = TimeSpan.Zero;
        var serverBefore = TimeSpan.Zero;
        var bytesBefore = 0L;
        var options = new IngressLoadOptions(
            place.Mqtt,
            Place.Site,
            Place.Node,
            place.SecretOf,
            Connections,
            Window,
            Packs
        )
        {
            WarmedUp = async () =>
            {
                await place.SettledRowsAsync();
                (serverBefore, bytesBefore) = (Place.Cpu(server), place.Allocated());
                brokerBefore = broker is null ? TimeSpan.Zero : Place.Cpu(broker);
            },
        };
        var result = await IngressLoad.RunAsync(options);
        var stored = await place.SettledRowsAsync();
        var brokerCpu = broker is null ? TimeSpan.Zero : Place.Cpu(broker) - brokerBefore;
        return new Cost(
            (Place.Cpu(server) - serverBefore).TotalMicroseconds / result.Packs,
            brokerCpu.TotalMicroseconds / result.Packs,
            (place.Allocated() - bytesBefore) / (double)result.Packs,
            result.Packs / result.Took.TotalSeconds,
            stored,
            result.Packs + (Packs / 10)
        );
    }

    private static void Say(string what, Cost cost) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}{cost.Server, 6:0.0} us CPU/pack server  {cost.Broker, 6:0.0} mosquitto  {cost.Bytes, 7:0} B allocated/pack  {cost.PerSecond, 7:0} packs/s  stored {cost.Stored} of {cost.Sent}"
            )
        );
}
