using System.Collections.Immutable;
using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules.People;
using Vigia.Wire;

namespace Vigia.Server.Rules;

/// <summary>What one chip may say of a fire.</summary>
/// <param name="Transducer">The chip: whatever points it has, it counts once.</param>
/// <param name="Seen">Word for the texts: <c>heat</c>, <c>smoke</c>, <c>flame</c>.</param>
internal sealed record FireSign(string Transducer, string Seen, Condition Condition);

/// <summary>
/// Fire at a post: suspected by one transducer, probable by two independent ones, confirmed by flame and another. Surer while it
/// stands, never less; over 15 min after the last evidence.
/// </summary>
internal sealed record FireRule(string Name, IReadOnlyList<FireSign> Signs) : Rule(Name)
{
    /// <summary>Of the rule of a zone that has none of its own.</summary>
    public const string PeoplesName = "fire-told";

    /// <summary>A fire of which only people speak is over so long after the last word, unless somebody says so before.</summary>
    public static readonly TimeSpan WordEnds = TimeSpan.FromHours(24);

    /// <summary>A zone without a sensor for fire has people.</summary>
    public static FireRule OfPeople(string zone) =>
        new(PeoplesName, [])
        {
            Zone = zone,
            Title = new LocalText("FUEGO", "FIRE"),
            Do = new LocalText("No vaya solo", "Do not go alone"),
        };

    public override IEnumerable<Condition> Conditions => Signs.Select(sign => sign.Condition);

    public override bool IsPending(PlaceState state) =>
        state.Stands || (!state.Series.IsCalm && state.Series.Values.Any(series => series.Phase == SeriesPhase.Beyond));

    /// <summary>The end of the last evidence, or a sign that will have lasted.</summary>
    public override DateTimeOffset? Due(PlaceState state, Surroundings around)
    {
        var first =
            state.Stands && state.Evidence.Count > 0
                ? state.Evidence.Max(entry =>
                    entry.Value.Last + (entry.Key == FireStages.Person ? WordEnds : FireStages.Ends)
                )
                : (DateTimeOffset?)null;
        for (var i = 0; i < Signs.Count; i++)
        {
            foreach (var good in (ReadOnlySpan<bool>)[true, false])
            {
                var due = Signs[i].Condition.Due(state.Series, At(i, good), around);
                first = due is not null && (first is null || due < first) ? due : first;
            }
        }

        return first;
    }

    public override Ruling Judge(PlaceState state, in RuleEvent e, DateTimeOffset now, Surroundings around)
    {
        if (e.Word is { } word)
        {
            return Hear(state, word, now, around);
        }

        if (e.Flag is QartodFlag.Fail or QartodFlag.Missing)
        {
            return new Ruling(state, Verdict.BadQuality);
        }

        var heard = e.Kind == RuleEventKind.Reading ? Hear(SeeRun(state, e), e, around) : state;
        var (settled, verdict) = Settle(heard, e, now, around);
        return Stage(Collect(settled), verdict, now, around);
    }

    public override PlaceState Adopt(Alert alert)
    {
        var stage =
            alert.Severity == Severity.Extreme ? FireStage.Confirmed
            : alert.Severity == Severity.Severe ? FireStage.Probable
            : FireStage.Suspected;
        var time = DateTimeOffset.FromUnixTimeMilliseconds(alert.RaisedEventMs);
        var sign = Signs.FirstOrDefault(known => known.Condition.Point.Matches(alert.Point));
        var seen = new Evidence(sign?.Seen ?? "", alert.Point, alert.Value, alert.Limit, alert.Unit, time, time);
        return PlaceState.Fresh with
        {
            Stands = true,
            Alert = alert.Id,
            Stage = stage,
            Evidence = PlaceState.Fresh.Evidence.Add($"{alert.Node}/{sign?.Transducer}", seen),
        };
    }

    private static Ruling Hear(PlaceState state, PersonWord word, DateTimeOffset now, Surroundings around)
    {
        var speaking = state.Evidence.Where(entry => entry.Key != FireStages.Person).Select(entry => entry.Key);
        var heard = state with { Words = state.Words.Hear(word, speaking) };
        switch (word.Kind)
        {
            case WordKind.Fire:
                var said = new Evidence(FireStages.Person, "", 0, 0, "", word.At, word.At);
                return Stage(
                    heard with
                    {
                        Evidence = heard.Evidence.SetItem(FireStages.Person, said),
                    },
                    Verdict.SaidFire,
                    now,
                    around
                );
            case WordKind.Over or WordKind.False when state.Stands:
                var verdict = word.Kind == WordKind.Over ? Verdict.SaidOver : Verdict.SaidFalse;
                return Over(heard, verdict, word.At);
            case WordKind.Controlled when state.Stands:
                var held = heard with { Stage = FireStage.Controlled };
                return new Ruling(held, Verdict.Controlled, Change.Grow, FindingOf(held, now));
            case WordKind.Burn when state.Stage is FireStage.Suspected or FireStage.Probable:
                var stage = FireStages.Of(heard, now, around.OtherPosts);
                return stage == FireStage.Controlled
                    ? new Ruling(
                        heard with
                        {
                            Stage = stage,
                        },
                        Verdict.Controlled,
                        Change.Grow,
                        FindingOf(heard with { Stage = stage }, now)
                    )
                    : new Ruling(heard, Verdict.StillRaised);
            default:
                return Stage(heard, Verdict.NothingPending, now, around);
        }
    }

    // The ledger tells runs apart by their boot: a change is a reset.
    private static PlaceState SeeRun(PlaceState state, in RuleEvent e)
    {
        var known = state.Runs.GetValueOrDefault(e.Node);
        if (known is not null && e.Time <= known.Last)
        {
            return state;
        }

        var since = known is not null && known.Boot != e.Boot.Value ? e.Time : known?.Since ?? default;
        return state with { Runs = state.Runs.SetItem(e.Node, new NodeRun(e.Boot.Value, e.Time, since)) };
    }

    private PlaceState Hear(PlaceState state, in RuleEvent e, Surroundings around)
    {
        var series = state.Series;
        for (var i = 0; i < Signs.Count; i++)
        {
            series = Signs[i].Condition.Hear(series, At(i, e.IsGood), e, around.Lateness);
        }

        return Same(state, series);
    }

    private (PlaceState, Verdict) Settle(PlaceState state, in RuleEvent e, DateTimeOffset now, Surroundings around)
    {
        var series = state.Series;
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
        var evidence = state.Evidence;
        for (var i = 0; i < Signs.Count; i++)
        {
            foreach (var good in (ReadOnlySpan<bool>)[true, false])
            {
                evidence = Collect(state.Series, evidence, i, good);
            }
        }

        return ReferenceEquals(evidence, state.Evidence) ? state : state with { Evidence = evidence };
    }

    private ImmutableDictionary<string, Evidence> Collect(
        SeriesTable series,
        ImmutableDictionary<string, Evidence> evidence,
        int sign,
        bool good
    )
    {
        var at = At(sign, good);
        var (from, to) = series.IsCalm ? default : series.Names.Under(at);
        for (var j = from; j < to; j++)
        {
            var (key, state) = (series.Names[j], series[j]);
            if (state.Phase != SeriesPhase.Holding)
            {
                continue;
            }

            var name = $"{key.Node}/{Signs[sign].Transducer}{(good ? "" : FireStages.Doubt)}";
            var known = evidence.GetValueOrDefault(name);
            if (known is null || state.Last > known.Last)
            {
                var fresh = known is null || state.Last - known.Last >= FireStages.Holds;
                evidence = evidence.SetItem(
                    name,
                    new Evidence(
                        Signs[sign].Seen,
                        key.Point,
                        state.Value,
                        Signs[sign].Condition.Limit.Raise,
                        state.Unit,
                        fresh ? state.Last : known!.First,
                        state.Last
                    )
                );
            }
        }

        return evidence;
    }

    private static Ruling Stage(PlaceState state, Verdict verdict, DateTimeOffset now, Surroundings around)
    {
        var stage = FireStages.Of(state, now, around.OtherPosts);
        if (stage > state.Stage && state.Evidence.Keys.All(key => around.IsUnderMaintenance(key.Split('/')[0])))
        {
            return new Ruling(state, Verdict.Suppressed);
        }

        if (stage > state.Stage)
        {
            var change = state.Stands ? Change.Grow : Change.Raise;
            var grown = state with { Stage = stage, Stands = true };
            return new Ruling(grown, VerdictOf(stage), change, FindingOf(grown, now));
        }

        if (!state.Stands || state.Evidence.Any(entry => IsKept(entry.Key, entry.Value, now, around)))
        {
            return new Ruling(state, state.Stands ? Verdict.StillRaised : verdict);
        }

        var forgotten = state with { Words = state.Words with { Burns = false, IsHeld = false, Known = [] } };
        return Over(forgotten, Verdict.EvidenceGone, now);
    }

    private static Ruling Over(PlaceState state, Verdict verdict, DateTimeOffset time)
    {
        var finding = FindingOf(state, time) is { } last ? last with { Time = time } : null;
        var over = state with
        {
            Stands = false,
            Alert = null,
            Stage = FireStage.None,
            Evidence = PlaceState.Fresh.Evidence,
        };
        return new Ruling(over, verdict, Change.Clear, finding);
    }

    // A post that burned does not say that the fire is over.
    private static bool IsKept(string key, Evidence evidence, DateTimeOffset now, Surroundings around) =>
        now - evidence.Last < (key == FireStages.Person ? WordEnds : FireStages.Ends)
        || around.IsLost(key.Split('/')[0]);

    private static Finding? FindingOf(PlaceState state, DateTimeOffset now)
    {
        var speaking = state
            .Evidence.OrderBy(entry => entry.Value.First)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .ToArray();
        if (speaking.Length == 0)
        {
            return null;
        }

        var (key, first) = speaking[0];
        return new Finding(
            key.Split('/')[0],
            first.Point,
            first.Value,
            first.Limit,
            first.Unit,
            first.First < now ? first.First : now,
            FireStages.WeightOf(state.Stage),
            string.Join(',', speaking.Select(entry => entry.Value.Seen).Distinct()),
            IsTold: state.Stage >= FireStage.Controlled
        );
    }

    private static Verdict VerdictOf(FireStage stage) =>
        stage switch
        {
            FireStage.Confirmed => Verdict.Confirmed,
            FireStage.Probable => Verdict.Probable,
            FireStage.Controlled => Verdict.Controlled,
            _ => Verdict.Suspected,
        };

    private static PlaceState Same(PlaceState state, SeriesTable series) =>
        ReferenceEquals(series, state.Series) ? state : state with { Series = series };

    private static string At(int sign, bool good) => good ? SeriesId.Number(sign) : Doubtful[sign];

    private static readonly string[] Doubtful = [.. Enumerable.Range(0, 64).Select(i => $"{FireStages.Doubt}{i}")];
}
