using FsCheck.Xunit;
using Vigia.Server.Alerts;
using Vigia.Server.Sms;
using Vigia.Server.Sms.Smstools;

namespace Vigia.Tests.Sms;

public sealed class SmsTextTests
{
    [Fact]
    public void Spanish_stays_at_seven_bits()
    {
        var text = SmsText.Of("¿Qué pasó aquí, señor? 62°C");

        Assert.Equal(("¿Qué paso aqui, señor? 62C", SmsAlphabet.Gsm7), (text.Letters, text.Alphabet));
    }

    [Fact]
    public void Other_letters_are_kept_and_cut_at_seventy()
    {
        var text = SmsText.Of(new string('Ж', 100));

        Assert.Equal((new string('Ж', 70), SmsAlphabet.Ucs2), (text.Letters, text.Alphabet));
    }

    [Property]
    public void Whatever_is_to_be_said_fits_one_part(string? said)
    {
        var text = SmsText.Of(said ?? "");

        var (length, most) =
            text.Alphabet == SmsAlphabet.Gsm7 ? (Gsm7.Septets(text.Letters), 160) : (text.Letters.Length, 70);
        Assert.InRange(length, 0, most);
    }

    // TP-VP of 3GPP TS 23.040, 9.2.3.12.1
    [Theory]
    [InlineData(1, 0)]
    [InlineData(30, 5)]
    [InlineData(12 * 60, 143)]
    [InlineData(13 * 60, 145)]
    [InlineData(24 * 60, 167)]
    [InlineData(48 * 60, 167)]
    public void The_network_tries_no_longer_than_somebody_wants_it(int minutes, int period) =>
        Assert.Equal(period, ValidityPeriod.Of(TimeSpan.FromMinutes(minutes)));
}
