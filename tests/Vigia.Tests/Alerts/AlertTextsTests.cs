using Vigia.Server.Alerts;
using Vigia.Server.Farm;

namespace Vigia.Tests.Alerts;

public sealed class AlertTextsTests
{
    [Fact]
    public void A_text_says_place_reading_limit_local_time_and_code_in_Spanish()
    {
        Assert.Equal(
            "Invernadero 1: air 39,4C, limite 38C, a las 12:00. Alerta A17",
            TextsIn(Language.Spanish).Raised(AlertStoreTests.AlertOf(17, "Invernadero 1"))
        );
    }

    [Fact]
    public void And_in_English()
    {
        var texts = TextsIn(Language.English);
        var alert = AlertStoreTests.AlertOf(17);

        Assert.Equal("inv1: air 39.4C, limit 38C, at 12:00. Alert A17", texts.Raised(alert));
        Assert.Equal(
            "inv1: air 35C at 12:01. End of alert A17",
            texts.Cleared(alert, 35, alert.RaisedEventMs + 60_000)
        );
    }

    [Theory]
    [InlineData("soil_moisture-1", "m3/m3", 0.197, "19,7%")]
    [InlineData("level-tank", "/", 0.08, "8%")]
    [InlineData("gas_ratio-smoke", "/", 2.75, "2,75")]
    public void Shares_are_said_in_per_cent_and_ratios_as_they_are(string point, string unit, double value, string said)
    {
        var alert = AlertStoreTests.AlertOf(17) with { Point = point, Unit = unit, Value = value };

        Assert.Contains($": {point} {said}, limite ", TextsIn(Language.Spanish).Raised(alert));
    }

    [Theory]
    [InlineData("cañón «ÁÉÍÓÚ» – ¿qué? 20 °C", "cañon \"AÉIOU\" - ¿qué? 20 C")]
    [InlineData("fuego 🔥 火", "fuego ? ?")]
    [InlineData("a´b…", "a'b...")]
    [InlineData("áéíóúüñ ÁÉÍÓÚÜÑ", "aéiouüñ AÉIOUÜÑ")]
    public void Letters_a_phone_would_send_at_sixteen_bits_are_written_otherwise(string text, string sent)
    {
        Assert.Equal(sent, Gsm7.Fit(text));
    }

    [Theory]
    [InlineData(Language.Spanish)]
    [InlineData(Language.English)]
    public void The_longest_names_and_numbers_fit_one_message_with_the_code_at_its_end(object language)
    {
        var texts = TextsIn((Language)language);
        var alert = AlertStoreTests.AlertOf(25_999, new string('[', 200), new string('p', 64)) with
        {
            Value = -123_456.7,
            Limit = double.MinValue,
            Unit = "m3/m3/very/long1",
        };

        Assert.All(
            [texts.Raised(alert), texts.Cleared(alert, double.MaxValue, alert.RaisedEventMs)],
            text =>
            {
                Assert.InRange(Gsm7.Septets(text), 1, Gsm7.MaxSeptets);
                Assert.EndsWith("Z999", text);
            }
        );
    }

    private static AlertTexts TextsIn(Language language) => new(FarmPlan.Empty with { Language = language });
}
