using System.Collections.Immutable;
using Vigia.Server.Rules.People;

namespace Vigia.Server.Rules;

/// <summary>How a fire rule takes in what is measured and what is said.</summary>
internal sealed partial record FireRule
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly string[] Doubtful =
    [
        .. Enumerable.Range(0, 64).Select(i => string.Intern($"{FireStages.Doubt}{i}")),
    ];

    private Ruling Hear(PlaceState state, PersonWord word, DateTimeOffset now, Surroundings around)
    {
        var heard = state with { Words = state.Words.Hear(word, Sensors(state)) };
        switch (word.Kind)
        {
            case WordKind.Fire:
                return Burns(heard, word, now);
            case WordKind.Over or WordKind.False when state.Stands:
                var verdict = word.Kind == WordKind.Over ? Verdict.SaidOver : Verdict.SaidFalse;
                return Over(heard, verdict, word.At, word.By);
            case WordKind.Controlled when state is { Stands: true, Stage: not FireStage.Controlled }:
                return Become(heard, FireStage.Controlled, Verdict.Controlled, now, word.By);
            case WordKind.Burn when state.Stands && StageOf(heard, now, around) is var stage && stage != state.Stage:
                return stage is FireStage.Expected or FireStage.Controlled
                    ? Become(heard, stage, Verdict.Controlled, now, word.By)
                    : new Ruling(heard, Verdict.StillRaised);
            default:
                return Stage(heard, Verdict.NothingPending, now, around);
        }
    }

    private static Ruling Burns(PlaceState state, PersonWord word, DateTimeOffset now)
    {
        var known = state.Evidence.GetValueOrDefault(FireStages.Person);
        var said = new Evidence(FireStages.Person, word.By.Who, 0, 0, "", known?.First ?? word.At, word.At);
        var heard = state with { Evidence = state.Evidence.SetItem(FireStages.Person, said) };
        return state.Stage == FireStage.Confirmed
            ? new Ruling(heard, Verdict.StillRaised)
            : Become(heard, FireStage.Confirmed, Verdict.SaidFire, now, word.By);
    }

    // The ledger tells runs apart by their boot: a change is a reset.
    private static PlaceState SeeRun(PlaceState state, RuleEvent e)
    {
        var known = state.Runs.GetValueOrDefault(e.Node);
        if (known is not null && (known.Boot == e.Boot.Value || e.Time <= known.First))
        {
            return state;
        }

        var since = known is null ? default : e.Time;
        return state with { Runs = state.Runs.SetItem(e.Node, new NodeRun(e.Boot.Value, e.Time, since)) };
    }

    // Indoors one chip may call somebody: one that leaps may not.
    private PlaceState SeeJump(PlaceState state, RuleEvent e)
    {
        for (var i = 0; i < Signs.Count; i++)
        {
            if (Signs[i].Kind != EvidenceKind.FixedIndoors || !Signs[i].Condition.Point.Matches(e.Point))
            {
                continue;
            }

            if (
                state.Series.TryGetValue(new SeriesId(At(i, good: true), e.Node, e.Point), out var before)
                && e.Time - before.Last <= Minute
                && Math.Abs(e.Value - before.Value) > FireScale.Jump
            )
            {
                state = state with { Jumps = state.Jumps.SetItem($"{e.Node}/{Signs[i].Transducer}", e.Time) };
            }
        }

        return state;
    }

    private PlaceState Hear(PlaceState state, RuleEvent e, Surroundings around)
    {
        var series = state.Series;
        for (var i = 0; i < Signs.Count; i++)
        {
            series = Signs[i].Condition.Hear(series, At(i, e.IsGood), e, around.Lateness);
        }

        return Same(state, series);
    }

    private (PlaceState, Verdict) Settle(PlaceState state, RuleEvent e, DateTimeOffset now, Surroundings around)
    {
        var series = state.Series;
        if (series.IsCalm)
        {
            return (state, series.Count == 0 ? Verdict.NothingPending : Verdict.Within);
        }

        var verdict = Verdict.NothingPending;
        for (var i = 0; i < Signs.Count; i++)
        {
            foreach (var good in (ReadOnlySpan<bool>)[true, false])
            {
                (series, var said) = Signs[i].Condition.Settle(series, At(i, good), e, now, around);
                verdict = said > verdict ? said : verdict;
            }
        }

        return (Same(state, series), verdict);
    }

    // Evidence is as old as the last reading that shows it.
    private PlaceState Collect(PlaceState state)
    {
        if (state.Series.IsCalm)
        {
            return state;
        }

        for (var i = 0; i < Signs.Count; i++)
        {
            state = Collect(Collect(state, i, good: true), i, good: false);
        }

        return state;
    }

    private PlaceState Collect(PlaceState state, int sign, bool good)
    {
        var (from, to) = state.Series.Names.Under(At(sign, good));
        for (var j = from; j < to; j++)
        {
            if (state.Series[j] is { Phase: SeriesPhase.Holding } series)
            {
                state = Collect(state, Signs[sign], state.Series.Names[j], series, good);
            }
        }

        return state;
    }

    private PlaceState Collect(PlaceState state, FireSign sign, SeriesId id, SeriesState series, bool good)
    {
        var name = sign.NameAt(id.Node, good);
        var known = state.Evidence.GetValueOrDefault(name);
        if (known is not null && series.Last <= known.Last)
        {
            return state;
        }

        // What was away for so long is new, also to who has answered for it.
        var isNew = known is null || series.Last - known.Last >= Scale.Ends;
        var seen = new Evidence(
            sign.Seen,
            id.Point,
            series.Value,
            sign.Condition.Limit.Raise,
            series.Unit,
            isNew ? series.Last : known!.First,
            series.Last,
            sign.Weight
        );
        return state with
        {
            Evidence = state.Evidence.SetItem(name, seen),
            Words =
                isNew && state.Words.Known.Contains(name)
                    ? state.Words with
                    {
                        Known = state.Words.Known.Remove(name),
                    }
                    : state.Words,
        };
    }

    private static PlaceState Same(PlaceState state, SeriesTable series) =>
        ReferenceEquals(series, state.Series) ? state : state with { Series = series };

    private static string At(int sign, bool good) => good ? SeriesId.Number(sign) : Doubtful[sign];
}
