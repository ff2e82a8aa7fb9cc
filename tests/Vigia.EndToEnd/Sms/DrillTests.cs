using Vigia.EndToEnd.Kit;

namespace Vigia.EndToEnd.Sms;

/// <summary>A drill by the command line, at a real service and the real smsd, down to the PDUs and the call.</summary>
[Trait("part", "sms")]
public sealed class DrillTests
{
    private const string FarmFile = """
        site: elmaizal
        title: Comuna El Maizal
        zones:
          - { name: ceiba, title: { es: Puesto La Ceiba, en: La Ceiba post }, kind: fire-post }
        people:
          - { name: ramon, title: Ramón Escalona, phone: 0400-0000001 }
          - { name: nora, title: Nora Byrne, phone: 0400-0000002, language: en }
        roles: { brigade: [ramon, nora], coordinator: [nora] }
        """;

    [Fact]
    public async Task Each_of_the_line_is_texted_and_the_first_is_rung_and_the_steps_are_told()
    {
        await using var place = await SmsPlace.OpenAsync(modem => modem.CallResult = "BUSY");
        await using var farm = await Kit.Farm.PrepareAsync(
            Way.Listener,
            plan => plan with { More = ["--sms", $"smstools:{place.Smsd.Spool}", "--sms-to", "0400-0000009"] }
        );
        var data = farm.ServerPlan.DataFolder;
        await File.WriteAllTextAsync(Path.Combine(data, "farm.yaml"), FarmFile);
        await farm.StartServerAsync();

        var said = await ServerProcess.RunAsync("drill", "fire", "--zone", "ceiba", "--for", "9s", "--data", data);

        await place.AcceptedAsync(6);
        var begun = place.Modem.Accepted.Take(3).ToList();
        Assert.Equal(
            ["+584000000001", "+584000000002", "+584000000009"],
            begun.Select(pdu => pdu.To).Order(StringComparer.Ordinal)
        );
        Assert.All(
            begun,
            pdu => Assert.Matches("^(SIMULACRO, NO ES REAL|DRILL, NOT REAL)\\. .* (SI|YES) A1$", pdu.Text)
        );
        Assert.Equal("+584000000001", Assert.Single(place.Modem.Calls).To);
        Assert.NotNull(said.Find(line => line.StartsWith("Sent 3 of 3, the first after ", StringComparison.Ordinal)));
        Assert.NotNull(
            said.Find(line =>
                line.Contains("ramon", StringComparison.Ordinal)
                && line.Contains("call: Rang", StringComparison.Ordinal)
            )
        );
    }
}
