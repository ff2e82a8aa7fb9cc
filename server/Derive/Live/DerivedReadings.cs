using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Ledger;
using Vigia.Server.Rules;
using Vigia.Wire;

namespace Vigia.Server.Derive.Live;

/// <summary>
/// Adds to each pack what its zone's channels make of it, before rules and page see it. What they remember is kept with the
/// rules' states, in the transaction of their cursor: a kill at any point derives the same again. For one follower's thread.
/// </summary>
internal sealed class DerivedReadings(
    Func<FarmPlan> farm,
    ILogger<DerivedReadings> log,
    string name = DerivedReadings.StateName
)
{
    /// <summary>No rule can be named so.</summary>
    public const string StateName = "derived:";

    /// <summary>What InfluxDB's follower remembers: it goes at its own pace, and again from the first row when it is asked.</summary>
    public const string NameForInflux = "derived:influx";

    private readonly Dictionary<string, ZoneStep?> steps = [];
    private readonly Dictionary<string, ZoneMemory> memories = [];
    private readonly List<Measured> sweep = [];
    private FarmPlan? plan;

    /// <summary>Readings that were added to a row. Raised on the follower's thread: hand over and return.</summary>
    public Action<LedgerRow, IReadOnlyList<Reading>>? Made { get; set; }

    /// <summary>The danger of the last hour of each mast, where it was measured.</summary>
    public IEnumerable<(string Zone, HourDanger Danger, ZoneSettings Settings)> Dangers
    {
        get
        {
            foreach (var (zone, memory) in memories)
            {
                if (memory.Fire.Danger is { } danger && StepOf(zone) is { } step)
                {
                    yield return (zone, danger, step.Settings);
                }
            }
        }
    }

    /// <summary>States in the store that belong to no rule, but are kept.</summary>
    public static bool Owns(string rule) => rule.StartsWith(StateName, StringComparison.Ordinal);

    /// <summary>As it stands now; what comes later does not change it.</summary>
    public IReadOnlyDictionary<string, ZoneMemory> Remembered => new Dictionary<string, ZoneMemory>(memories);

    /// <summary>Goes back to where it stood: the rows since are to be derived again.</summary>
    public void Remember(IReadOnlyDictionary<string, ZoneMemory> known)
    {
        memories.Clear();
        foreach (var (zone, memory) in known)
        {
            memories.Add(zone, memory);
        }
    }

    public void Load(AlertStore store)
    {
        foreach (var (key, json) in store.Read(RuleStateTable.All, []))
        {
            if (key.Rule == name && ZoneMemory.FromJson(json) is { } memory)
            {
                memories[key.Place] = memory;
            }
        }
    }

    /// <summary>What was measured stays as it is; a point that the node itself sends is not derived.</summary>
    public void AddTo(LedgerRow row, Pack pack, Judgements unsaved)
    {
        if (row.Zone is not { } zone || StepOf(zone) is not { } step)
        {
            return;
        }

        var before = memories.GetValueOrDefault(zone, ZoneMemory.Fresh);
        var (memory, made) = Derive(step, before, row, pack);
        if (ReferenceEquals(memory, before))
        {
            return;
        }

        memories[zone] = memory;
        unsaved.Keep(KeyOf(zone), memory);
        if (memory.Fire.Step == FireStep.Restarted && before.Fire.Step != FireStep.Restarted)
        {
            log.LogWarning(
                "Zone {Zone}: no weather for more than {Hours} h; the danger of fire begins again from start-up values",
                zone,
                FireHours.MostFilled
            );
        }

        if (made.Count > 0)
        {
            pack.Readings.AddRange(made);
            Made?.Invoke(row, made);
        }
    }

    /// <summary>For a store that was replaced by a fresh one.</summary>
    public void KeepAll(Judgements unsaved)
    {
        foreach (var (zone, memory) in memories)
        {
            unsaved.Keep(KeyOf(zone), memory);
        }
    }

    // A pack is one sweep; a point that comes again begins the next.
    private (ZoneMemory, List<Reading>) Derive(ZoneStep step, ZoneMemory memory, LedgerRow row, Pack pack)
    {
        var made = new List<Reading>();
        sweep.Clear();
        foreach (var reading in pack.Readings)
        {
            if (reading.Value is not { } value || !step.Takes(reading.Point))
            {
                continue;
            }

            if (sweep.Exists(other => other.Point == reading.Point))
            {
                memory = End(step, memory, row, pack, made);
            }

            var quantity = Quantity.Of(reading.Point, reading.Unit);
            sweep.Add(
                new Measured(reading.Point, value * quantity.Factor, reading.Flag, row.TimeMs + reading.OffsetMs)
            );
        }

        return (sweep.Count == 0 ? memory : End(step, memory, row, pack, made), made);
    }

    private ZoneMemory End(ZoneStep step, ZoneMemory memory, LedgerRow row, Pack pack, List<Reading> made)
    {
        (memory, var found) = step.Next(memory, row.Node, sweep);
        foreach (var one in found)
        {
            if (!pack.Readings.Exists(sent => sent.Point == one.Point))
            {
                made.Add(new Reading(one.Point, one.Unit, one.Value, Flag: one.Flag, OffsetMs: one.Ms - row.TimeMs));
            }
        }

        sweep.Clear();
        return memory;
    }

    private ZoneStep? StepOf(string zone)
    {
        var current = farm();
        if (!ReferenceEquals(plan, current))
        {
            plan = current;
            steps.Clear();
        }

        if (!steps.TryGetValue(zone, out var step))
        {
            var known = plan.Zone(zone);
            var channels = known is null ? ZoneChannels.None : ZoneChannels.Of(known);
            step = channels.IsNone
                ? null
                : new ZoneStep(channels, ZoneSettings.Of(plan, known!), isCounted: name == StateName);
            if (steps.Count < FarmFile.MaxZones)
            {
                steps.Add(zone, step);
            }
        }

        return step;
    }

    private StateKey KeyOf(string zone) => new(name, zone);
}
