using System.Runtime.CompilerServices;
using Vigia.Edge.Sensors;

namespace Vigia.Tests.Edge.Sensors;

/// <summary>
/// Sizes and offsets are what a C compiler says of &lt;linux/gpio.h&gt; on a 64-bit machine. There is no GPIO chip where
/// these tests run: that the kernel answers can be seen on a board only.
/// </summary>
public sealed class GpioDeviceTests
{
    private static readonly LineRequest Meter = new(0, 17, LineBias.PullUp, false, TimeSpan.FromMilliseconds(1));

    [Fact]
    public void The_kernels_structs_have_their_sizes()
    {
        Assert.Equal(592, Unsafe.SizeOf<GpioDevice.Request>());
        Assert.Equal(48, Unsafe.SizeOf<GpioDevice.LineEvent>());
        Assert.Equal(16, Unsafe.SizeOf<GpioDevice.Values>());
    }

    [Fact]
    public void A_request_has_its_fields_where_the_kernel_looks_for_them()
    {
        var r = default(GpioDevice.Request);

        Assert.Equal(0, Offset(ref r, ref r.Line)); // offsets[0]
        Assert.Equal(256, Offset(ref r, ref r.Consumer));
        Assert.Equal(288, Offset(ref r, ref r.Flags)); // config.flags
        Assert.Equal(296, Offset(ref r, ref r.Attributes)); // config.num_attrs
        Assert.Equal(320, Offset(ref r, ref r.AttributeId)); // config.attrs[0].attr.id
        Assert.Equal(328, Offset(ref r, ref r.DebounceMicroseconds)); // config.attrs[0].attr.debounce_period_us
        Assert.Equal(336, Offset(ref r, ref r.AttributeLines)); // config.attrs[0].mask
        Assert.Equal(560, Offset(ref r, ref r.Lines)); // num_lines
        Assert.Equal(564, Offset(ref r, ref r.EventBufferSize));
        Assert.Equal(588, Offset(ref r, ref r.FileDescriptor));
    }

    [Fact]
    public void An_event_and_values_have_their_fields_where_the_kernel_writes_them()
    {
        var e = default(GpioDevice.LineEvent);
        var v = default(GpioDevice.Values);

        Assert.Equal(0, Offset(ref e, ref e.TimestampNanoseconds));
        Assert.Equal(20, Offset(ref e, ref e.LineSequence));
        Assert.Equal(0, Offset(ref v, ref v.Bits));
        Assert.Equal(8, Offset(ref v, ref v.Mask));
    }

    [Fact]
    public void The_requests_have_the_kernels_numbers()
    {
        // _IOWR(0xB4, 0x07, struct gpio_v2_line_request), _IOWR(0xB4, 0x0E, struct gpio_v2_line_values)
        Assert.Equal(GpioDevice.GetLineRequest, ReadWrite(0x07, 592));
        Assert.Equal(GpioDevice.GetValuesRequest, ReadWrite(0x0E, 16));
        Assert.Equal(GpioDevice.SetValuesRequest, ReadWrite(0x0F, 16)); // also struct gpio_v2_line_values
    }

    [Theory]
    [InlineData(false, 0b1000u)]
    [InlineData(true, 0b1010u)]
    public void An_output_is_asked_for_inactive_whatever_its_active_level(bool activeLow, uint flags)
    {
        var request = GpioDevice.RequestOf(new OutputRequest(0, 26, activeLow));

        Assert.Equal((26u, 1u, flags), (request.Line, request.Lines, (uint)request.Flags));
        Assert.Equal((0u, 0u), (request.Attributes, request.EventBufferSize)); // no values: the kernel drives 0, which is inactive
    }

    [Fact]
    public void Edges_are_asked_for_with_the_largest_buffer_and_the_kernels_debounce()
    {
        var request = GpioDevice.RequestOf(Meter, edges: 1 << 4);

        Assert.Equal((17u, 1u, 1024u), (request.Line, request.Lines, request.EventBufferSize));
        Assert.Equal(0b1_0001_0100u, request.Flags); // input, rising edges, pull-up
        Assert.Equal(
            (1u, 3u, 1000u, 1ul),
            (request.Attributes, request.AttributeId, request.DebounceMicroseconds, request.AttributeLines)
        );
    }

    [Fact]
    public void An_input_can_be_active_low_and_without_bias_or_debounce()
    {
        var request = GpioDevice.RequestOf(new LineRequest(0, 4, LineBias.None, true, TimeSpan.Zero), edges: 0);

        Assert.Equal(0b100_0000_0110u, request.Flags);
        Assert.Equal((0u, 0u), (request.Attributes, request.EventBufferSize));
    }

    [Fact]
    public void Edges_that_a_full_buffer_dropped_are_counted()
    {
        var count = new EdgeCount();

        count.Saw(Events(1, 2, 3));
        count.Saw([]);
        Assert.Equal(3, count.Total);

        count.Saw(Events(1500, 1501)); // 4 to 1499 found no room
        Assert.Equal(1501, count.Total);
    }

    [Fact]
    public void The_kernels_number_may_wrap()
    {
        var count = new EdgeCount();
        count.Saw(Events(uint.MaxValue));

        count.Saw(Events(0, 1));

        Assert.Equal(uint.MaxValue + 2L, count.Total);
    }

    [Fact]
    public void A_chip_the_kernel_does_not_have_is_named()
    {
        using var board = new KernelBoard();

        var trouble = Assert.Throws<IOException>(() => board.OpenInput(Meter with { Chip = 63 }));
        Assert.Equal(SensorFault.NoBus, BusFault.Of(trouble));

        trouble = Assert.Throws<IOException>(() => board.OpenOutput(new OutputRequest(63, 26, ActiveLow: false)));
        Assert.Equal(SensorFault.NoBus, BusFault.Of(trouble));

        trouble = Assert.Throws<IOException>(() => board.OpenPulses(Meter with { Chip = 63 }));
        Assert.Equal(SensorFault.NoBus, BusFault.Of(trouble));
    }

    [Fact]
    public void A_line_that_another_program_has_is_named()
    {
        var trouble = new IOException("Error 16 (Device or resource busy) asking /dev/gpiochip0 for line 17.");

        Assert.Equal(SensorFault.LineTaken, BusFault.Of(trouble));
    }

    private static uint ReadWrite(uint number, uint size) => (3u << 30) | (size << 16) | (0xB4u << 8) | number;

    private static GpioDevice.LineEvent[] Events(params uint[] numbers) =>
        [.. numbers.Select(n => new GpioDevice.LineEvent { LineSequence = n })];

    private static int Offset<TStruct, TField>(ref TStruct whole, ref TField field)
        where TStruct : struct
        where TField : struct =>
        (int)Unsafe.ByteOffset(ref Unsafe.As<TStruct, byte>(ref whole), ref Unsafe.As<TField, byte>(ref field));
}
