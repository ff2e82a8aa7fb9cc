using System.Globalization;

namespace Vigia.EndToEnd.Sms;

/// <summary>From the second evidence of a fire to the first person's phone: under ten seconds, 99 times of a hundred.</summary>
[Trait("part", "sms"), Collection(MachineToItself.Name)]
public sealed class FireTimesTests(ITestOutputHelper output)
{
    /// <summary><c>tests/run --sms-times N</c>: so many ignitions; a commit's run takes four.</summary>
    private const string Variable = "VIGIA_SMS_TIMES";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly int Ignitions = int.TryParse(
        Environment.GetEnvironmentVariable(Variable),
        CultureInfo.InvariantCulture,
        out var count
    )
        ? count
        : 4;

    [Fact]
    public async Task The_first_person_has_the_text_ten_seconds_after_the_second_evidence()
    {
        var times = new List<FireTimes>();
        for (var seed = 1; times.Count < Ignitions; seed += 2)
        {
            var pair = Math.Min(2, Ignitions - times.Count);
            times.AddRange(await Task.WhenAll(Enumerable.Range(seed, pair).Select(FireTimes.MeasureAsync)));
            times.TakeLast(pair).ToList().ForEach(time => output.WriteLine($"{time}"));
        }

        var (half, most) = (At(times, 0.5), At(times, 0.99));
        // Of fewer than a hundred the hundredth part is the longest.
        var name = times.Count < 100 ? "longest" : "p99";
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{times.Count} ignitions, modem 4 s a text, brigade of {FireTimes.People}, farm's time ×{FireTimes.Speed}: second evidence → first PDU p50 {half.TotalSeconds:0.0} s, {name} {most.TotalSeconds:0.0} s"
            )
        );
        Assert.InRange(most, TimeSpan.Zero, Limit);
    }

    private static TimeSpan At(List<FireTimes> times, double share)
    {
        var sorted = times.Select(time => time.Phone).Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }
}

/// <summary>What measures time has the machine to itself, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MachineToItself
{
    public const string Name = "alone";
}
