using Vigia.EndToEnd.Kit;

namespace Vigia.EndToEnd.Sms;

/// <summary>The watchdog that a farm's systemd runs each minute, at a service that dies, down to the PDU.</summary>
[Trait("part", "sms")]
public sealed class WatchdogTests
{
    [Fact]
    public async Task Three_misses_in_a_row_send_one_text_to_each_number_until_the_service_is_well_again()
    {
        await using var place = await SmsPlace.OpenAsync();
        await using var farm = await Kit.Farm.OpenAsync(Way.Listener);
        await WatchAsync(place, farm, times: 1);
        Assert.False(File.Exists(place.Scratch.File("watchdog", "failed")));
        await farm.Server.Program.KillAsync();

        await WatchAsync(place, farm, times: 2);
        Assert.Equal(0, place.Smsd.Count("outgoing") + place.Smsd.Count("sent"));
        await WatchAsync(place, farm, times: 4);

        await place.AcceptedAsync(2);
        var pdus = place.Modem.Accepted;
        Assert.Equal(["+584141234567", "+584247654321"], pdus.Select(pdu => pdu.To).Order(StringComparer.Ordinal));
        Assert.All(
            pdus,
            pdu =>
            {
                Assert.StartsWith("VIGIA NO ESTA BIEN en El Maizal desde ", pdu.Text, StringComparison.Ordinal);
                Assert.Equal((1, false), (pdu.Parts, pdu.IsUcs2));
            }
        );

        await farm.StartServerAsync();
        await WatchAsync(place, farm, times: 2);

        await place.AcceptedAsync(4);
        Assert.StartsWith("Vigia esta bien otra vez", place.Modem.Accepted[^1].Text, StringComparison.Ordinal);
        await farm.Server.Program.KillAsync();
        await WatchAsync(place, farm, times: 3);
        await place.AcceptedAsync(6);
    }

    private static async Task WatchAsync(SmsPlace place, Kit.Farm farm, int times)
    {
        var script = Path.Combine(Checkout.Root, "server", "deploy", "vigia-watchdog.sh");
        for (var i = 0; i < times; i++)
        {
            await RunningProgram.RunAsync(
                new Launch(
                    "watchdog",
                    "/bin/sh",
                    [script],
                    new Dictionary<string, string>
                    {
                        ["VIGIA_WATCHDOG_TO"] = "584141234567 584247654321",
                        ["VIGIA_WATCHDOG_URL"] = $"http://127.0.0.1:{farm.ServerPlan.HttpPort}/healthz",
                        ["VIGIA_WATCHDOG_SPOOL"] = place.Smsd.Spool,
                        ["VIGIA_WATCHDOG_STATE"] = place.Scratch.File("watchdog"),
                        ["VIGIA_WATCHDOG_FARM"] = "El Maizal",
                        ["TZ"] = "America/Caracas",
                        ["LANG"] = "C",
                    }
                )
            );
        }
    }
}
