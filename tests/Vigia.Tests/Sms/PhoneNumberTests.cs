using Vigia.Server.Sms;

namespace Vigia.Tests.Sms;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+58 414-1234567")]
    [InlineData("584141234567")]
    [InlineData("00584141234567")]
    [InlineData("0414-1234567")]
    [InlineData("(0414) 123.45.67")]
    public void One_phone_is_one_number_however_people_write_it(string written)
    {
        Assert.True(PhoneNumber.TryParse(written, out var number));
        Assert.Equal("+584141234567", number.E164);
    }

    [
        Theory,
        InlineData("Movistar"),
        InlineData(""),
        InlineData(null),
        InlineData("+12"),
        InlineData("+1234567890123456")
    ]
    public void What_is_no_phone_is_refused(string? written) => Assert.False(PhoneNumber.TryParse(written, out _));

    [Theory]
    [InlineData("0414-1234567", "+584141234567")]
    [InlineData("+57 300 123.4567", "+573001234567")]
    [InlineData("4141234567", null)] // neither of the world nor of the country
    [InlineData("584141234567", null)]
    [InlineData("0414-123456", null)]
    [InlineData("+1234567", null)]
    [InlineData("", null)]
    public void In_a_farm_file_nothing_is_guessed(string written, string? number) =>
        Assert.Equal(number, PhoneNumber.Read(written, "58")?.E164);

    [Fact]
    public void A_phone_across_the_border_keeps_its_country()
    {
        Assert.True(PhoneNumber.TryParse("+57 300 1234567", out var number));
        Assert.Equal("573001234567", number.Digits);
    }
}
