using Vigia.Wire;

namespace Vigia.Server.Derive.Live;

/// <summary>
/// The channels of one zone: (memory, sweep) → (memory, what it completed). Pure: no clock, the same sweeps give the same
/// end. A reading that is not newer than the last of its point derives nothing.
/// </summary>
/// <param name="isCounted">False: another derives of the same readings, and has counted them.</param>
internal sealed class ZoneStep(ZoneChannels channels, ZoneSettings settings, bool isCounted = true)
{
    private const string Temperature = "temperature";
    private const string Humidity = "humidity";
    private const string SoilMoisture = "soil_moisture";

    public ZoneSettings Settings => settings;

    public bool Takes(string point) =>
        (channels.Air.Count > 0 && (IsOf(point, Temperature) || IsOf(point, Humidity)))
        || (channels.Soil && IsOf(point, SoilMoisture))
        || (channels.Fire && point is Temperature or Humidity or "wind_speed" or "rain")
        || ((channels.Day || channels.Ripening) && point is Temperature)
        || (channels.Balance && (point is Temperature or "rain" or "state-valve" || IsOf(point, SoilMoisture)))
        || OwnChannels.Take(channels.Own, point);

    /// <param name="sweep">Of one node, each point once.</param>
    public (ZoneMemory Memory, IReadOnlyList<Derived> Found) Next(
        ZoneMemory memory,
        string node,
        IReadOnlyList<Measured> sweep
    )
    {
        var found = new List<Derived>();
        var newer = new List<Measured>();
        foreach (var reading in sweep)
        {
            if (TryHear(ref memory, node, reading))
            {
                newer.Add(reading);
            }
        }

        foreach (var reading in newer)
        {
            DeriveAir(memory, node, reading, newer, found);
            memory = DeriveSoil(memory, node, reading, found);
            memory = HearHour(memory, reading, found);
            memory = HearDay(memory, node, reading, found);
            memory = HearBalance(memory, node, reading, found);
            memory = HearRipening(memory, node, reading, found);
        }

        return channels.Own.Count == 0 ? (memory, found) : DeriveOwn(memory, node, newer, found);
    }

    // What is derived may be an input too: of Vigía's channels, and of formulas further up.
    private (ZoneMemory, IReadOnlyList<Derived>) DeriveOwn(
        ZoneMemory memory,
        string node,
        List<Measured> newer,
        List<Derived> found
    )
    {
        foreach (var derived in found)
        {
            HearDerived(ref memory, node, derived, newer);
        }

        foreach (var channel in channels.Own)
        {
            foreach (var reading in newer.ToArray())
            {
                if (OwnChannels.Of(channel, memory, node, reading) is { } derived)
                {
                    found.Add(derived);
                    HearDerived(ref memory, node, derived, newer);
                }
            }
        }

        return (memory, found);
    }

    private void HearDerived(ref ZoneMemory memory, string node, in Derived derived, List<Measured> newer)
    {
        var reading = new Measured(derived.Point, derived.Value, derived.Flag, derived.Ms);
        if (OwnChannels.Take(channels.Own, derived.Point) && TryHear(ref memory, node, reading))
        {
            newer.Add(reading);
        }
    }

    private bool TryHear(ref ZoneMemory memory, string node, in Measured reading)
    {
        var key = $"{node}/{reading.Point}";
        if (!memory.Inputs.TryGetValue(key, out var known))
        {
            if (memory.Inputs.Count >= ZoneMemory.MaxInputs)
            {
                DerivedMetrics.TooManyInputs.Add(isCounted ? 1 : 0);
                return false;
            }

            memory = memory with { Inputs = memory.Inputs.Add(key, InputMemory.First(reading)) };
            return true;
        }

        if (reading.Ms <= known.Ms)
        {
            DerivedMetrics.Late.Add(isCounted ? 1 : 0);
            return false;
        }

        memory = memory with { Inputs = memory.Inputs.SetItem(key, known.Next(reading)) };
        return true;
    }

    // Of two readings of one sweep the temperature speaks for both.
    private void DeriveAir(
        ZoneMemory memory,
        string node,
        in Measured reading,
        List<Measured> sweep,
        List<Derived> found
    )
    {
        var isTemperature = IsOf(reading.Point, Temperature);
        if (channels.Air.Count == 0 || (!isTemperature && !IsOf(reading.Point, Humidity)))
        {
            return;
        }

        var suffix = reading.Point[(isTemperature ? Temperature : Humidity).Length..];
        if (!isTemperature && sweep.Exists(other => other.Point == Temperature + suffix))
        {
            return;
        }

        var partner = (isTemperature ? Humidity : Temperature) + suffix;
        if (!memory.Inputs.TryGetValue($"{node}/{partner}", out var other) || !other.CountsAt(reading.Ms))
        {
            return;
        }

        var (temperature, humidity) = isTemperature ? (reading.Value, other.Value) : (other.Value, reading.Value);
        var (flag, ms) = (Worst(reading.Flag, other.Flag), Math.Max(reading.Ms, other.Ms));
        foreach (var channel in channels.Air)
        {
            Add(found, channel.Name + suffix, channel.Unit, channel.Of(temperature, humidity), flag, ms);
        }
    }

    // Of a probe that is out of the soil nobody knows how much water plants can reach.
    private ZoneMemory DeriveSoil(ZoneMemory memory, string node, in Measured reading, List<Derived> found)
    {
        if (!(channels.Soil || channels.Balance) || !IsOf(reading.Point, SoilMoisture))
        {
            return memory;
        }

        var key = $"{node}/{reading.Point}";
        var probe = ProbeMemory.Hear(memory.Probes.GetValueOrDefault(key), reading);
        var flag = probe.IsOut ? Worst(reading.Flag, QartodFlag.Suspect) : reading.Flag;
        var water = settings.Soil.AvailableWater(reading.Value);
        if (channels.Soil)
        {
            Add(found, $"available_water{reading.Point[SoilMoisture.Length..]}", "/", water, flag, reading.Ms);
        }

        return memory with
        {
            Probes = memory.Probes.SetItem(key, probe),
        };
    }

    private ZoneMemory HearBalance(ZoneMemory memory, string node, in Measured reading, List<Derived> found)
    {
        if (!channels.Balance || !reading.IsGood)
        {
            return memory;
        }

        var (balance, depletion) = BalanceMemory.Hear(memory.Balance, memory.Probes, node, reading, settings);
        Add(found, "depletion", "mm", depletion, QartodFlag.Pass, reading.Ms);
        return memory with { Balance = balance };
    }

    private ZoneMemory HearRipening(ZoneMemory memory, string node, in Measured reading, List<Derived> found)
    {
        if (!channels.Ripening || !reading.IsGood || reading.Point != Temperature)
        {
            return memory;
        }

        var (ripening, ripe) = RipeningMemory.Hear(memory.Ripening, node, reading, settings);
        Add(found, "ripeness", "/", ripe, QartodFlag.Pass, reading.Ms);
        return memory with { Ripening = ripening };
    }

    private ZoneMemory HearHour(ZoneMemory memory, in Measured reading, List<Derived> found)
    {
        if (!channels.Fire || !reading.IsGood)
        {
            return memory;
        }

        var before = memory.Fire;
        var fire = FireHours.Hear(before, reading, settings);
        if (before.Hour != 0 && fire.Hour != before.Hour)
        {
            if (isCounted)
            {
                DerivedMetrics.CountHour(fire.Step);
            }

            Tell(fire.Danger, reading.Ms, found);
        }

        return memory with
        {
            Fire = fire,
        };
    }

    private static void Tell(HourDanger? danger, long ms, List<Derived> found)
    {
        if (danger is null)
        {
            return;
        }

        Add(found, "gfwi", "", danger.Gfwi, QartodFlag.Pass, ms);
        Add(found, "gsi", "", danger.Gsi, QartodFlag.Pass, ms);
        Add(found, "gfmc", "", danger.Gfmc, QartodFlag.Pass, ms);
        Add(found, "gfdi", "", danger.Gfdi, QartodFlag.Pass, ms);
        Add(found, "spread", "m/min", danger.Spread, QartodFlag.Pass, ms);
    }

    private ZoneMemory HearDay(ZoneMemory memory, string node, in Measured reading, List<Derived> found)
    {
        if (!channels.Day || !reading.IsGood || reading.Point != Temperature)
        {
            return memory;
        }

        var (day, et0) = DayMemory.Hear(memory.Days.GetValueOrDefault(node), reading, settings);
        Add(found, "et0", "mm/d", et0, QartodFlag.Pass, reading.Ms);
        return memory with { Days = memory.Days.SetItem(node, day) };
    }

    private static void Add(List<Derived> found, string point, string unit, double? value, QartodFlag flag, long ms)
    {
        if (value is { } defined && double.IsFinite(defined))
        {
            found.Add(new Derived(point, unit, defined, flag, ms));
        }
    }

    private static QartodFlag Worst(QartodFlag one, QartodFlag other) => one > other ? one : other;

    // temperature and temperature-2, but not temperature_of_something.
    private static bool IsOf(string point, string quantity) =>
        point.StartsWith(quantity, StringComparison.Ordinal)
        && (point.Length == quantity.Length || point[quantity.Length] == '-');
}
