using Vigia.EndToEnd.Kit;
using Vigia.Wire;

namespace Vigia.EndToEnd.Rows;

/// <summary>Devices without a journal on the own listener, through <c>mosquitto_pub</c>.</summary>
public sealed class PlainRows
{
    private const long Start = 1_764_000_000;

    [Theory, InlineData("mqttv311"), InlineData("mqttv5")]
    public async Task What_has_its_acknowledgement_is_stored_once_through_every_kill(string version)
    {
        const int Readings = 12;
        await using var farm = await Farm.PrepareAsync(Way.Listener);
        await farm.StartServerAsync("server.before-commit:4");

        for (var reading = 0; reading < Readings; reading++)
        {
            await Eventually.Until(
                $"reading {reading} is acknowledged",
                async () => await PublishAsync(farm, version, reading) || await RestartedAsync(farm)
            );
        }

        // Each once more: a repeat is stored once.
        for (var reading = 0; reading < Readings; reading++)
        {
            Assert.True(await PublishAsync(farm, version, reading));
        }

        var times = farm.Ledger().Rows.Select(row => (row.TimeMs / 1000) - Start);
        Assert.Equal(Enumerable.Range(0, Readings).Select(i => (long)i), times.Order());
    }

    [Fact]
    public async Task There_is_no_acknowledgement_before_the_commit()
    {
        await using var farm = await Farm.PrepareAsync(Way.Listener);
        await farm.StartServerAsync("server.before-commit:1");

        Assert.False(await PublishAsync(farm, "mqttv311", 0));

        await farm.StartServerAsync();
        Assert.Equal(0, farm.Rows());
    }

    private static async Task<bool> PublishAsync(Farm farm, string version, int reading)
    {
        var node = farm.Nodes["inv1"];
        var user = Topics.ClientId(Farm.Site, node.Node);
        var text = $$"""[{"bn":"inv1/","bt":{{Start + reading}},"n":"level","u":"/","v":0.{{reading + 1}}}]""";
        await using var publisher = RunningProgram.Start(
            new Launch(
                "mosquitto_pub",
                "/usr/bin/mosquitto_pub",
                [
                    .. (string[])["-V", version, "-q", "1", "-h", "127.0.0.1", "-p", $"{farm.ServerPlan.MqttPort}"],
                    .. (string[])["-i", user, "-u", user, "-P", node.Secret()],
                    .. (string[])["-t", Topics.Of(Farm.Site, node.Node, Channel.Plain), "-m", text],
                ]
            )
        );
        return await publisher.EndAsync() == 0;
    }

    private static async Task<bool> RestartedAsync(Farm farm)
    {
        if (farm.Server.Program.HasEnded)
        {
            await farm.StartServerAsync();
        }

        return false;
    }
}
