using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Vigia.EndToEnd.Kit;
using Vigia.EndToEnd.Sms.Modem;
using Vigia.Wire;

namespace Vigia.EndToEnd.Sms;

/// <summary>From readings by MQTT to people at their phones and back: the real service, the real smsd, a simulated modem.</summary>
[Trait("part", "sms")]
public sealed class CallingTests
{
    private const string Ramon = "+584000000001";
    private const string Jose = "+584000000002";

    private const string Yaml = """
        site: elmaizal
        zones:
          - name: ceiba
            title: Puesto La Ceiba
            landmark: al pie de la ceiba
            kind: fire-post
            rules: { fire: { conditions: { smoke: { for: 10s }, air-hot: { for: 0s } } } }
        nodes:
          - { name: inv1, zone: ceiba }
        people:
          - { name: ramon, title: Ramón Escalona, phone: 0400-0000001 }
          - { name: jose, title: José Colmenárez, phone: 0400-0000002 }
        roles:
          brigade: [ramon, jose]
          coordinator: [jose, ramon]
        """;

    [Fact]
    public async Task A_fire_calls_the_duty_then_the_deputy_whose_yes_the_chief_hears_and_his_end_all()
    {
        await using var place = await SmsPlace.OpenAsync();
        await using var farm = await Kit.Farm.PrepareAsync(
            Way.Listener,
            plan => plan with { Timers = 0.03, More = ["--sms", $"smstools:{place.Smsd.Spool}"] }
        );
        await File.WriteAllTextAsync(Path.Combine(farm.ServerPlan.DataFolder, "farm.yaml"), Yaml);
        await farm.StartServerAsync();
        await using var post = await ScriptedNode.ConnectAsync(farm.Nodes["inv1"], farm.ServerPlan.MqttPort);

        // Smoke that lasts, then heat at another chip.
        foreach (var seconds in (int[])[-13, -8, -3])
        {
            await SayAsync(post, seconds, "gas_ratio-smoke", "/", 3);
        }

        var watch = Stopwatch.StartNew();
        await SayAsync(post, 0, "temperature", "Cel", 70);
        await SaysAsync(place, Ramon, "Puesto La Ceiba, al pie de la ceiba: FUEGO PROBABLE. Humo 3 ");
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
        Assert.DoesNotContain(place.Modem.Accepted, pdu => pdu.To == Jose);

        await SaysAsync(place, Jose, "NADIE RESPONDE. FUEGO PROBABLE.");
        place.Modem.Receive(IncomingPdu.Deliver(Jose, "sí a1, voy en camión", ucs2: true));
        await SaysAsync(place, Ramon, "Va 1: José Colmenarez. A1 Puesto La Ceiba");
        Assert.Equal("Acknowledged José Colmenárez Sms", StepOf(farm));

        place.Modem.Receive(IncomingPdu.Deliver("+584149999999", "FIN A1"));
        place.Modem.Receive(IncomingPdu.Deliver(Ramon, "fin"));
        await SaysAsync(place, Jose, "A1");
        await SaysAsync(place, Ramon, "Fin de la alerta A1");
        await SaysAsync(place, Jose, "Fin de la alerta A1");
        Assert.True(farm.NothingStandsOpen());
        Assert.All(place.Modem.Accepted, pdu => Assert.Equal((1, false), (pdu.Parts, pdu.IsUcs2)));
        Assert.All(place.Modem.Accepted, pdu => Assert.Contains(pdu.To, (string[])[Ramon, Jose]));
    }

    private static Task SayAsync(ScriptedNode node, int seconds, string point, string unit, double value)
    {
        var at = DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeMilliseconds() / 1000.0;
        var json = string.Create(
            CultureInfo.InvariantCulture,
            $$"""[{"bn":"inv1/","bt":{{at:F3}},"n":"{{point}}","u":"{{unit}}","v":{{value}}}]"""
        );
        return node.PublishAsync(Channel.Plain, Encoding.UTF8.GetBytes(json));
    }

    private static Task SaysAsync(SmsPlace place, string to, string words) =>
        Eventually.Until(
            $"{to} reads \"{words}\"",
            () =>
                place.Modem.Accepted.Any(pdu =>
                    pdu.To == to && pdu.Text.Contains(words, StringComparison.OrdinalIgnoreCase)
                ),
            seen: () =>
                string.Join('\n', place.Modem.Accepted.Select(pdu => $"{pdu.To} {pdu.Text}")) + "\n" + place.Seen()
        );

    private static string StepOf(Kit.Farm farm)
    {
        using var db = new SqliteConnection(
            $"Data Source={Path.Combine(farm.ServerPlan.DataFolder, "vigia.db")};Mode=ReadOnly;Pooling=False"
        );
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText =
            "SELECT state || ' ' || who || ' ' || means FROM transition WHERE state = 'Acknowledged' ORDER BY rowid LIMIT 1";
        return $"{command.ExecuteScalar()}";
    }
}
