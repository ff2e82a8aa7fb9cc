using Vigia.Server.Derive.Channels;

namespace Vigia.Tests.Derive.Channels;

public sealed class ChannelCatalogueTests
{
    public static TheoryData<string> Names => [.. ChannelCatalogue.All.Select(channel => channel.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_channel_is_known_by_its_name_in_both_languages(string name)
    {
        var channel = ChannelCatalogue.Called(name.ToUpperInvariant())!;

        Assert.Equal(name, channel.Name);
        Assert.NotEmpty(channel.Title.Spanish);
        Assert.NotEqual(channel.Title.Spanish, channel.Title.English);
        Assert.Equal(channel.Inputs.Count, channel.Inputs.Select(input => input.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_any_input_no_channel_has_a_value_and_its_state_stays(string name)
    {
        var channel = ChannelCatalogue.Called(name)!;
        double[] inputs = [.. channel.Inputs.Select(_ => double.NaN)];
        double[] state = [.. channel.Start];
        var outputs = new double[channel.Outputs.Count];

        channel.Formula(inputs, state, outputs);

        Assert.All(outputs, output => Assert.True(double.IsNaN(output)));
        Assert.Equal(channel.Start, state);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_input_however_wild_gives_infinity(string name)
    {
        var channel = ChannelCatalogue.Called(name)!;
        double[] wild = [double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, -1e300, -1, 0, 1e-300, 50];
        var outputs = new double[channel.Outputs.Count];
        var random = new Random(4);

        for (var round = 0; round < 2000; round++)
        {
            double[] inputs = [.. channel.Inputs.Select(_ => wild[random.Next(wild.Length)])];
            double[] state = [.. channel.Start];

            channel.Formula(inputs, state, outputs);

            Assert.DoesNotContain(outputs, double.IsInfinity);
            Assert.DoesNotContain(state, double.IsInfinity);
        }
    }

    [Theory]
    [InlineData("ks")]
    [InlineData("volume")]
    [InlineData("mcffmc")]
    [InlineData("spread_kmh")]
    public void An_output_can_be_had_alone(string name)
    {
        var channel = ChannelCatalogue.Called(name)!;

        Assert.Equal([name], channel.Outputs.Select(output => output.Name));
        Assert.Null(channel.Words);
    }

    [Fact]
    public void A_technicians_own_channel_uses_points_and_other_channels()
    {
        var (channel, _) = ExpressionChannel.Compile("gap", "temperature - dew_point", ["temperature", "humidity"]);
        var outputs = new double[1];

        channel!.Formula([30, 40], [], outputs);

        Assert.Equal(["temperature", "humidity"], channel.Inputs.Select(input => input.Name));
        Assert.Equal(30 - 14.926, outputs[0], 3);
    }

    [Fact]
    public void A_channel_that_remembers_cannot_stand_in_an_expression() =>
        Assert.NotNull(ExpressionChannel.Compile("x", "gfwi + 1", ["temperature"]).Error);
}
