using Vigia.Server.Alerts;
using Vigia.Server.Derive.Live;
using Vigia.Server.Ledger;
using Vigia.Server.Rules.Service;

namespace Vigia.Server.Rules;

/// <summary>Where it begins, what a changed farm file does to it, and what a fresh store gets of it.</summary>
internal sealed partial class RuleJudge
{
    /// <summary>Begins where the store stands. What belongs to no rule any more ends, without a word.</summary>
    public void Load()
    {
        (incidents.IsLost, incidents.WasLostAt, incidents.IsAwaited) = (watch.IsLost, watch.WasLostAt, IsPending);
        incidents.HoldersOf = HoldersOf;
        incidents.Load();
        SilenceState? silenceState = null;
        foreach (var (key, json) in store.Read(RuleStateTable.All, []))
        {
            if (key == silence.Key)
            {
                silenceState = SilenceState.FromJson(json);
            }
            else if (key == FarmWind.Key)
            {
                wind = FarmWind.FromJson(json);
                incidents.Wind = wind?.Speed;
            }
            else if (book.Find(key) is not null)
            {
                Remember(new PlaceMemory(key, PlaceState.FromJson(json) ?? PlaceState.Fresh));
            }
            else if (!DerivedReadings.Owns(key.Rule))
            {
                Unsaved.Forget(key);
            }
        }

        silence.Load(silenceState);
        self?.Load(store);
        foreach (var alert in incidents.Standing().ToArray())
        {
            Adopt(alert);
        }
    }

    /// <summary>
    /// Takes the farm file as it stands now. What a rule remembers stays where the rule is as it was, but for points that the file has
    /// no more; one that changed begins anew, with the alert that stands.
    /// </summary>
    public void TakeFarm()
    {
        if (!book.IsBehind)
        {
            return;
        }

        var before = places.Keys.Select(key => (Key: key, book.Find(key)?.Text)).ToArray();
        book.Turn();
        foreach (var (key, _) in before.Where(known => book.Find(known.Key)?.Text != known.Text))
        {
            Forget(key);
            Unsaved.Forget(key);
        }

        foreach (var alert in incidents.Standing().ToArray())
        {
            if (book.HasMoved(alert))
            {
                incidents.Drop(alert, StepReason.NodeMoved);
                Forget(new StateKey(alert.Rule, alert.Place));
            }
            else
            {
                Adopt(alert);
            }
        }

        ForgetWhatLeft();
    }

    // What a probe said last that is there no more holds nothing up, and the next tick looks at what is left.
    private void ForgetWhatLeft()
    {
        foreach (var memory in places.Values)
        {
            var state = memory.State;
            var left = state.Series.Without(id => book.HasLeft(id.Node, id.Point));
            if (!ReferenceEquals(left, state.Series))
            {
                memory.Settle(state with { Series = left });
                Unsaved.Keep(memory);
                wakes.Set(memory, DateTimeOffset.MinValue);
            }
        }
    }

    /// <summary>The store was replaced by a fresh one: it gets all that is in memory.</summary>
    public void SaveAll(Cursor cursor)
    {
        Unsaved.Cursor = cursor;
        incidents.RestoreAll();
        if (silence.State != SilenceState.Fresh)
        {
            Unsaved.Keep(silence.Key, silence.State);
        }

        if (wind is not null)
        {
            Unsaved.Keep(FarmWind.Key, wind);
        }

        foreach (var (key, memory) in places)
        {
            Unsaved.Keep(memory);
        }
    }

    private void Remember(PlaceMemory memory)
    {
        Forget(memory.Key);
        places[memory.Key] = memory;
        var isPending = book.Find(memory.Key)?.IsPending(memory.State) == true;
        wakes.Set(memory, isPending ? DateTimeOffset.MinValue : null);
    }

    private void Forget(StateKey key)
    {
        if (places.Remove(key, out var memory))
        {
            wakes.Set(memory, at: null);
        }
    }

    private void Adopt(Alert alert)
    {
        var key = new StateKey(alert.Rule, alert.Place);
        if (ServiceRules.IsOwn(alert.Rule))
        {
            return;
        }

        if (book.Find(key) is not { } rule)
        {
            incidents.Drop(alert, StepReason.RuleRemoved);
            return;
        }

        var known = places.GetValueOrDefault(key);
        if (known?.State.Alert is { } other && other != alert.Id)
        {
            incidents.Drop(alert, StepReason.OneIncidentAZone);
        }
        else if (known?.State.Alert is null)
        {
            var state = rule.Adopt(alert);
            var memory = new PlaceMemory(key, state);
            Remember(memory);
            Unsaved.Keep(memory);
        }
    }
}
