using Vigia.Edge.Sensors;
using Vigia.Edge.Sirens;
using Vigia.EndToEnd.Kit;

namespace Vigia.Tests.Edge.Sirens;

/// <summary>The line of a siren, from its opening to its end.</summary>
public sealed class SirenTests : IDisposable
{
    private readonly List<string> line = [];
    private readonly List<string> faults = [];
    private readonly Siren siren;
    private long up = 1000;
    private bool isLocal;
    private string? trouble;

    public SirenTests() =>
        siren = new Siren(
            Open,
            new SirenBound(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(5)),
            () => up,
            _ => isLocal,
            faults.Add
        );

    public void Dispose() => siren.Dispose();

    [Fact]
    public void It_is_silent_from_its_opening_to_its_end_whatever_was_ordered()
    {
        siren.Turn();
        Assert.Equal(["open"], line);

        Assert.Equal(SirenAnswer.Done, siren.Order(TimeSpan.FromMinutes(3), pulsed: false));
        Assert.True(siren.IsOn);
        siren.Dispose();

        Assert.Equal(["open", "on", "off", "close"], line);
        siren.Turn();
        Assert.Equal(SirenAnswer.LineFault, siren.Order(TimeSpan.FromMinutes(3), pulsed: false));
        Assert.Equal(4, line.Count);
    }

    [Fact]
    public void Its_end_comes_by_time_alone()
    {
        siren.Order(TimeSpan.FromSeconds(30), pulsed: false);
        Pass(29);
        Assert.True(siren.IsOn);
        Pass(1);
        Assert.False(siren.IsOn);
    }

    [Fact]
    public void A_line_that_another_has_is_told_counted_and_tried_again()
    {
        trouble = "Error 16 (Device or resource busy) asking /dev/gpiochip0 for line 26.";

        Assert.Equal(SirenAnswer.LineFault, siren.Order(TimeSpan.FromSeconds(30), pulsed: false));
        Pass(4);
        Assert.Equal(["SirenLine"], faults);
        trouble = null;
        Pass(1);

        Assert.Equal(["open"], line);
        Assert.Equal(SirenAnswer.Done, siren.Order(TimeSpan.FromSeconds(30), pulsed: false));
    }

    [Fact]
    public void A_line_that_fails_while_it_sounds_is_closed_and_opened_anew()
    {
        siren.Order(TimeSpan.FromSeconds(30), pulsed: false);
        trouble = "Error 19 (No such device) setting line 26.";
        siren.Order(TimeSpan.Zero, pulsed: false);
        Assert.Equal((false, "close"), (siren.IsOn, line[^1]));

        trouble = null;
        Pass(5);
        Assert.Equal((false, "open"), (siren.IsOn, line[^1]));
    }

    [Fact]
    public void What_has_sounded_its_longest_time_says_that_it_rests()
    {
        siren.Order(TimeSpan.FromMinutes(30), pulsed: false);
        Pass(600);
        Assert.False(siren.IsOn);

        Assert.Equal(SirenAnswer.Resting, siren.Order(TimeSpan.FromMinutes(1), pulsed: false));
        Assert.Equal(SirenAnswer.Done, siren.Order(TimeSpan.Zero, pulsed: false));
        Pass(300);
        Assert.Equal(SirenAnswer.Done, siren.Order(TimeSpan.FromMinutes(1), pulsed: false));
        Assert.True(siren.IsOn);
    }

    [Fact]
    public async Task A_stopping_agent_leaves_it_silent()
    {
        isLocal = true;
        using var stop = new CancellationTokenSource();
        var running = siren.RunAsync(stop.Token);
        await Eventually.Until("it sounds", () => siren.IsOn);

        await stop.CancelAsync();
        await running;

        Assert.Equal(["open", "on", "off", "close"], line);
    }

    private void Pass(int seconds)
    {
        for (var i = 0; i < seconds * 10; i++)
        {
            up += 100;
            siren.Turn();
        }
    }

    private FakeLine Open()
    {
        Fail();
        line.Add("open");
        return new FakeLine(this);
    }

    private void Fail()
    {
        if (trouble is { } words)
        {
            throw new IOException(words);
        }
    }

    // As the kernel's: whoever closes it makes it inactive first, where that can be.
    private sealed class FakeLine(SirenTests test) : IOutputLine
    {
        private bool isOn;

        public void Set(bool active)
        {
            test.Fail();
            isOn = active;
            test.line.Add(active ? "on" : "off");
        }

        public void Dispose()
        {
            if (isOn && test.trouble is null)
            {
                Set(false);
            }

            test.line.Add("close");
        }
    }
}
