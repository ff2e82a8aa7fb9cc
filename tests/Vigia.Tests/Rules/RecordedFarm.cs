using Vigia.Edge.Simulation;
using Vigia.Edge.Simulation.Nature;
using Vigia.Edge.Simulation.Scenarios;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

/// <summary>
/// An hour and a half of the simulated farm as a server would hear it: a fan that stops, a fire that walks from post to post,
/// a dry well, a node that dies and tells of it later; rows that come late, twice, and out of order. The same each time.
/// </summary>
internal static class RecordedFarm
{
    /// <summary>Eleven in the morning at the farm.</summary>
    public static readonly DateTimeOffset Start = RulesPlace.Ten.AddHours(5);

    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(90);

    /// <summary>Minutes around which nothing comes late: what a server remembers of its last minutes does not outlive it.</summary>
    public static readonly int[] Calm = [19, 52, 70];

    private static readonly TimeSpan Often = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(10);

    private static readonly Scenario Hours = new(
        "hours",
        [
            new(Happening.FanStopped, "", Minutes(10), Minutes(15)),
            new(Happening.GrassFire, "fuego-2", Minutes(35), Minutes(14)),
            new(Happening.GrassFire, "fuego-1", Minutes(43), Minutes(14)),
            new(Happening.WellDry, "", Minutes(60), Minutes(15)),
        ]
    );

    private static readonly (TimeSpan From, TimeSpan To) Dead = (Minutes(62), Minutes(68));

    /// <summary>In the order of their arrival.</summary>
    public static IReadOnlyList<HeardRow> Rows(int seed)
    {
        var fate = new Random(seed);
        var weather = new Climate(seed, DateOnly.FromDateTime(Start.DateTime));
        var farm = new FarmModel(seed, Hours, weather, Start);
        var rows = new List<HeardRow>();
        for (var since = TimeSpan.Zero; since < Lasts; since += Often)
        {
            farm.AdvanceTo(Start + since);
            var isTurn = since.Ticks % Seldom.Ticks == 0;
            foreach (
                var (node, readings) in Sweeps(farm)
                    .Where(sweep => isTurn || sweep.Node.StartsWith("fuego", StringComparison.Ordinal))
            )
            {
                Add(rows, fate, since, node, readings);
            }
        }

        return [.. rows.OrderBy(row => row.Arrives)];
    }

    private static void Add(List<HeardRow> rows, Random fate, TimeSpan since, string node, Reading[] readings)
    {
        var time = Start + since + TimeSpan.FromMilliseconds(fate.Next(900));
        if (node == "galpon-1" && since >= Dead.From && since < Dead.To)
        {
            // Told when it is back, of a heap that was hot meanwhile.
            Reading[] hot = [.. readings.Select(one => one.Unit == "Cel" ? one with { Value = 62 } : one)];
            rows.Add(new HeardRow(Start + Minutes(80) + ((since - Dead.From) / 20), time, node, hot));
            return;
        }

        var arrives = time + DelayOf(fate, since, node);
        rows.Add(new HeardRow(arrives, time, node, readings));
        if (fate.Next(40) == 0 && !IsCalm(since))
        {
            rows.Add(new HeardRow(arrives + TimeSpan.FromSeconds(3), time, node, readings));
        }
    }

    private static TimeSpan DelayOf(Random fate, TimeSpan since, string node)
    {
        var (chance, share) = (fate.Next(20), fate.NextDouble());
        return IsCalm(since) || chance < 12 ? TimeSpan.FromMilliseconds(50)
            : chance == 19 && !node.StartsWith("fuego", StringComparison.Ordinal)
                ? TimeSpan.FromSeconds(10 + (4 * share))
            : TimeSpan.FromSeconds(9 * share);
    }

    private static bool IsCalm(TimeSpan since) =>
        Array.Exists(Calm, minute => Math.Abs((since - Minutes(minute)).TotalMinutes) < 3);

    private static IEnumerable<(string Node, Reading[] Readings)> Sweeps(FarmModel farm)
    {
        for (var i = 0; i < 2; i++)
        {
            var house = farm.Greenhouses[i];
            yield return (
                $"inv-{i + 1}",
                [
                    Cel("temperature", house.Air.Celsius),
                    new("humidity", "%RH", house.Air.Humidity),
                    .. Enumerable.Range(0, 3).Select(p => new Reading($"soil_moisture-{p + 1}", "/", house.Soil.At(p))),
                ]
            );
        }

        for (var i = 0; i < 3; i++)
        {
            var post = farm.FirePosts[i];
            yield return (
                $"fuego-{i + 1}",
                [
                    Cel("temperature", post.Air.Celsius),
                    Cel("temperature-2", post.MastCelsius),
                    new("gas_ratio-smoke", "/", post.Smoke),
                    State("state-flame", post.SeesFlame),
                ]
            );
        }

        yield return (
            "cerdos-1",
            [
                Cel("temperature", farm.Barn.Air.Celsius),
                new("humidity", "%RH", farm.Barn.Air.Humidity),
                new("co2", "ppm", farm.Barn.Co2),
                State("state-fan", farm.Barn.FanIsRunning),
            ]
        );
        yield return (
            "bomba-1",
            [
                State("state-pump", farm.Well.IsRunning),
                new("flow", "l/s", farm.Well.WaterFlow),
                new("level-tank", "/", farm.Well.Tank),
                new("current", "A", farm.Well.Current),
            ]
        );
        yield return (
            "galpon-1",
            [
                Cel("temperature-grain-1", farm.Warehouse.FirstHeap),
                Cel("temperature-grain-2", farm.Warehouse.SecondHeap),
                State("state-door", farm.Warehouse.DoorIsOpen),
            ]
        );
        yield return (
            "clima-1",
            [
                Cel("temperature", farm.Outside.Air.Celsius),
                new("humidity", "%RH", farm.Outside.Air.Humidity),
                new("wind_speed", "m/s", farm.Outside.Wind),
            ]
        );
    }

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    private static Reading Cel(string point, double value) => new(point, "Cel", value);

    private static Reading State(string point, bool isOn) => new(point, "boolean", isOn ? 1 : 0);
}

/// <param name="Arrives">When the server had it.</param>
/// <param name="Time">When it was measured.</param>
internal sealed record HeardRow(DateTimeOffset Arrives, DateTimeOffset Time, string Node, Reading[] Readings);
