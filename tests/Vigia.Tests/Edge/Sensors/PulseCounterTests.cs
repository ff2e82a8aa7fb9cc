using Microsoft.Extensions.Time.Testing;
using Vigia.Edge.Sensors;

namespace Vigia.Tests.Edge.Sensors;

public sealed class PulseCounterTests
{
    private const double LitresPerMinute = 60;

    private readonly FakeTimeProvider time = new();
    private readonly CountedLine line = new();

    [Theory]
    [InlineData(7.5, 1)]
    [InlineData(75, 10)]
    [InlineData(150, 20)]
    [InlineData(225, 30)]
    public void A_YF_S201_turns_450_times_a_litre(double pulsesPerSecond, double litresPerMinute)
    {
        using var meter = FlowMeter();

        Turn(10 * pulsesPerSecond, TimeSpan.FromSeconds(10));

        Assert.Equal(litresPerMinute, meter.Measure().Samples[0].Value * LitresPerMinute, 9);
    }

    [Fact]
    public void Cups_that_turn_once_a_second_are_wind_of_2_4_km_an_hour()
    {
        using var cups = Begun(1.5, slowest: 0.3, PulseOutput.Rate);

        Turn(20, TimeSpan.FromSeconds(20));

        Assert.Equal(2.4, cups.Measure().Samples[0].Value * 3.6, 9);
    }

    [Fact]
    public void Three_tips_of_a_bucket_are_their_rain_and_the_sum_goes_on()
    {
        using var gauge = Begun(5, slowest: 0, PulseOutput.Amount);

        Turn(3, TimeSpan.FromSeconds(10));
        Assert.Equal((0.6, 0.6), Amount(gauge));

        Turn(0, TimeSpan.FromSeconds(10));
        Assert.Equal((0, 0.6), Amount(gauge));

        Turn(1, TimeSpan.FromSeconds(10));
        Assert.Equal((0.2, 0.8), Amount(gauge));
    }

    [Fact]
    public void The_first_reading_has_no_interval_and_its_pulses_are_the_nexts()
    {
        using var meter = new PulseCounter(line, new PulseSettings(450), time, 0, PulseOutput.Amount);
        line.Pulses = 45;
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(meter.Measure().IsNotYet);

        Turn(45, TimeSpan.FromSeconds(5));

        Assert.Equal((0.2, 0.2), Amount(meter));
    }

    [Fact]
    public void Water_that_ran_while_the_line_could_not_be_read_is_in_the_next_reading()
    {
        using var meter = FlowMeter();
        line.Trouble = new IOException("Error 5 (Input/output error) reading line 17.");
        Turn(450, TimeSpan.FromSeconds(5));
        Assert.Equal(SensorFault.BusError, meter.Measure().Fault);

        line.Trouble = null;
        Turn(450, TimeSpan.FromSeconds(5));
        var measured = meter.Measure();

        Assert.Equal(0.2, measured.Samples[0].Value, 9);
        Assert.Equal((2, 2), (measured.Samples[1].Value, measured.Samples[1].Sum));
    }

    [Fact]
    public void A_turbine_that_only_trembles_stands_but_its_water_counts()
    {
        using var meter = FlowMeter();

        Turn(18, TimeSpan.FromSeconds(5)); // 0.48 l/min

        var measured = meter.Measure();
        Assert.Equal(0, measured.Samples[0].Value);
        Assert.Equal(0.04, measured.Samples[1].Value, 9);
    }

    [Fact]
    public void The_amounts_add_up_to_the_sum_to_the_last_digit_that_is_sent()
    {
        using var meter = Begun(390, slowest: 0, PulseOutput.Amount);
        var added = 0m;
        var sum = 0.0;
        for (var i = 1; i <= 1000; i++)
        {
            Turn(i % 7, TimeSpan.FromSeconds(1));
            (var amount, sum) = Amount(meter);
            added += (decimal)amount;
        }

        Assert.Equal((decimal)sum, added);
    }

    [Fact]
    public void The_technician_sees_the_count()
    {
        using var meter = FlowMeter();
        Turn(258, TimeSpan.FromSeconds(1));

        Assert.Equal("0000000000000102", Convert.ToHexString(meter.Measure().Raw.Span));
    }

    [Fact]
    public void A_contact_is_1_while_it_is_closed()
    {
        var contact = new Contact();
        using var input = new DigitalInput(contact);
        Assert.Equal(0, input.Measure().Samples[0].Value);

        contact.Closed = true;
        Assert.Equal(1, input.Measure().Samples[0].Value);
        Assert.Equal("01", Convert.ToHexString(input.Measure().Raw.Span));
    }

    private PulseCounter FlowMeter() => Begun(450, 0.5 / 60, PulseOutput.Rate, PulseOutput.Amount);

    private PulseCounter Begun(double perUnit, double slowest, params IReadOnlyList<PulseOutput> outputs)
    {
        var counter = new PulseCounter(line, new PulseSettings(perUnit), time, slowest, outputs);
        Assert.True(counter.Measure().IsNotYet);
        return counter;
    }

    // As they are sent.
    private static (double Value, double Sum) Amount(PulseCounter counter)
    {
        var sample = counter.Measure().Samples[^1];
        return (Math.Round(sample.Value, 4), sample.Sum ?? double.NaN);
    }

    private void Turn(double pulses, TimeSpan span)
    {
        line.Pulses += (long)pulses;
        time.Advance(span);
    }

    private sealed class CountedLine : IPulseLine
    {
        public long Pulses { get; set; }
        public IOException? Trouble { get; set; }

        public long Count() => Trouble is null ? Pulses : throw Trouble;

        public void Dispose() { }
    }

    private sealed class Contact : IInputLine
    {
        public bool Closed { get; set; }

        public bool IsActive() => Closed;

        public void Dispose() { }
    }
}
