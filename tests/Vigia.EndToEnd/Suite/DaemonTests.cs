using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Kit.Daemons;
using Vigia.EndToEnd.Kit.Proof;

namespace Vigia.EndToEnd.Suite;

public sealed class DaemonTests
{
    [Fact]
    public async Task Points_read_from_influxd_equal_the_lines_that_were_written()
    {
        string[] lines =
        [
            "temperature,site=elmaizal,node=inv1,point=air value=21.5,q=1i 1764000000120",
            "temperature,site=elmaizal,zone=z,node=inv1,point=air value=0.1 1764000000121",
            "humidity,site=elmaizal,node=inv1,point=hum fault=\"NoAnswer\",q=9i 1764000000120",
        ];
        await SharedInflux.Instance.QueryAsync("CREATE DATABASE suite");
        using var http = new HttpClient { BaseAddress = SharedInflux.Instance.Address };
        using var content = new StringContent(string.Join('\n', lines));

        using var written = await http.PostAsync(new Uri("write?db=suite&precision=ms", UriKind.Relative), content);

        Assert.Equal(204, (int)written.StatusCode);
        var stored = await InfluxPoints.StoredAsync(SharedInflux.Instance, "suite", ["temperature", "humidity"]);
        Assert.Equal(InfluxPoints.OfLines(lines).Order(), stored.Order());
    }

    [Theory, InlineData(500), InlineData(429), InlineData(0)]
    public async Task The_sick_influxdb_answers_what_it_is_told(int illness)
    {
        await SharedInflux.Instance.QueryAsync("CREATE DATABASE suite");
        await using var fake = await FakeInflux.StartAsync(SharedInflux.Instance.Address);
        fake.Illness = illness;
        using var http = new HttpClient { BaseAddress = fake.Address };
        using var content = new StringContent("state,point=x value=1 1");

        using var written = await http.PostAsync(new Uri("write?db=suite&precision=ms", UriKind.Relative), content);

        Assert.Equal(illness == 0 ? 204 : illness, (int)written.StatusCode);
    }

    [Fact]
    public async Task A_killed_influxd_keeps_its_port_and_its_data()
    {
        await using var influx = new Influxd();
        await influx.StartAsync();
        await influx.QueryAsync("CREATE DATABASE kept");

        await influx.Program.KillAsync();
        await influx.StartAsync();

        var names = await influx.QueryAsync("SHOW DATABASES");
        Assert.Contains("kept", names.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_program_goes_on_where_it_stood()
    {
        using var scratch = new Scratch();
        await using var mosquitto = new Mosquitto(scratch);
        await mosquitto.StartAsync();

        mosquitto.Program.Signal(Signal.Stop);
        mosquitto.Program.Signal(Signal.Continue);

        Assert.True(await Sockets.AnswersAsync(mosquitto.Port));
    }
}
