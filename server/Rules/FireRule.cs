using Vigia.Server.Alerts;
using Vigia.Server.Farm;
using Vigia.Server.Rules.People;
using Vigia.Wire;

namespace Vigia.Server.Rules;

/// <summary>
/// Fire at a zone, by its chips and by its people. Surer while it stands, never less by what sensors say; over when nothing has
/// spoken for it for a while, or when a person says so.
/// </summary>
internal sealed partial record FireRule(string Name, IReadOnlyList<FireSign> Signs) : Rule(Name)
{
    /// <summary>Of the rule of a zone that has none of its own.</summary>
    public const string PeoplesName = "fire-told";

    /// <summary>A fire of which only people speak is over so long after the last word, unless somebody says so before.</summary>
    public static readonly TimeSpan WordEnds = TimeSpan.FromHours(24);

    public FireScale Scale { get; init; } = FireScale.Default;

    /// <summary>A zone without a sensor for fire has people.</summary>
    public static FireRule OfPeople(string zone) =>
        new(PeoplesName, [])
        {
            Zone = zone,
            Title = new LocalText("FUEGO", "FIRE"),
            Do = new LocalText("No vaya solo", "Do not go alone"),
        };

    private List<FireSign> Heats { get; } = [.. Signs.Where(sign => sign.Seen == EvidenceKinds.Heat)];

    public override IEnumerable<Condition> Conditions => Signs.Select(sign => sign.Condition);

    /// <summary>A reading that says how hot it is here.</summary>
    public bool IsHeat(RuleEvent e) =>
        e is { IsGood: true, Unit: "Cel" }
        && !IsSentinel(e)
        && Heats.Exists(sign => sign.Condition.Point.Matches(e.Point));

    public override bool IsPending(PlaceState state) =>
        state.Stands
        || !state.Evidence.IsEmpty
        || (!state.Series.IsCalm && state.Series.Values.Any(series => series.Phase == SeriesPhase.Beyond));

    /// <summary>What is around it changes too: where anything speaks for a fire, at each tick.</summary>
    public override DateTimeOffset? Wakes(PlaceState state, DateTimeOffset after, Surroundings around) =>
        IsPending(state) ? DateTimeOffset.MinValue : null;

    /// <summary>The end of the last evidence or of a burn, or a sign that will have lasted.</summary>
    public override DateTimeOffset? Due(PlaceState state, Surroundings around)
    {
        var first = state.Stands && state.Evidence.Count > 0 ? state.Evidence.Max(EndOf) : (DateTimeOffset?)null;
        if (state is { Stands: true, Stage: FireStage.Controlled or FireStage.Expected, Words.BurnUntil: var end })
        {
            first = end != default && end < first ? end : first;
        }

        for (var i = 0; i < Signs.Count; i++)
        {
            foreach (var good in (ReadOnlySpan<bool>)[true, false])
            {
                var due = Signs[i].Condition.Due(state.Series, At(i, good), around, after: null);
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

        if (e.Flag is QartodFlag.Fail or QartodFlag.Missing || IsSentinel(e))
        {
            return new Ruling(state, Verdict.BadQuality);
        }

        var heard = e.Kind == RuleEventKind.Reading ? Hear(SeeRun(SeeJump(state, e), e), e, around) : state;
        var (settled, verdict) = Settle(heard, e, now, around);
        return Stage(Collect(settled), verdict, now, around);
    }

    public override PlaceState Adopt(Alert alert)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(alert.RaisedEventMs);
        var sign = Signs.FirstOrDefault(known => known.Condition.Point.Matches(alert.Point));
        var isPerson = SeenEvidence.All(alert.Seen).Any(seen => seen.Word == FireStages.Person);
        var seen = new Evidence(
            isPerson ? FireStages.Person : sign?.Seen ?? "",
            alert.Point,
            alert.Value,
            alert.Limit,
            alert.Unit,
            time,
            time,
            sign?.Weight ?? 0
        );
        return PlaceState.Fresh with
        {
            Stands = true,
            Alert = alert.Id,
            Said = Finding.Of(alert),
            Stage = FireStages.Of(alert),
            Evidence = PlaceState.Fresh.Evidence.Add(
                isPerson ? FireStages.Person : sign?.NameAt(alert.Node, isGood: true) ?? alert.Node,
                seen
            ),
        };
    }

    /// <summary>As if they had said that it is out.</summary>
    public override PlaceState EndByHand(PlaceState state) =>
        Over(
            state with
            {
                Words = state.Words with { Burns = false, Known = [.. Sensors(state)] },
            },
            Verdict.SaidOver,
            default,
            by: null
        ).State;

    /// <summary>What the neighbours may know of it.</summary>
    public PostSight SightOf(PlaceState state, DateTimeOffset now, FireAround around) =>
        FireScore.SightOf(Scale, state, now, around.IsRoofHeat);

    // A DS18B20 that was just switched on says 85.0 °C, one that is not there −127 (its datasheet, table 1, and what drivers make of it).
    private static bool IsSentinel(RuleEvent e) =>
        e is { Kind: RuleEventKind.Reading, Unit: "Cel", Value: 85.0 or <= -127 };

    private DateTimeOffset EndOf(KeyValuePair<string, Evidence> evidence) =>
        evidence.Value.Last + (evidence.Key == FireStages.Person ? WordEnds : Scale.Ends);

    private Ruling Stage(PlaceState state, Verdict verdict, DateTimeOffset now, Surroundings around)
    {
        var stage = StageOf(state, now, around);
        if (stage > state.Stage && !state.Words.Burns && IsWorkedOn(state, around))
        {
            return new Ruling(state, Verdict.Suppressed);
        }

        if (stage > state.Stage)
        {
            var isWord = verdict == Verdict.SaidFire;
            return Become(state, stage, isWord ? verdict : FireStages.VerdictOf(stage), now);
        }

        if (!state.Stands)
        {
            return new Ruling(Forget(state, now), verdict);
        }

        if (state.Evidence.Any(entry => IsKept(entry, now, around)))
        {
            return new Ruling(state, Verdict.StillRaised);
        }

        return Over(state with { Words = state.Words.Over() }, Verdict.EvidenceGone, now, by: null);
    }

    /// <summary>A person's word is more than any sensor's; a burn that was declared is beaten by another zone's own evidence.</summary>
    private FireStage StageOf(PlaceState state, DateTimeOffset now, Surroundings around)
    {
        if (state.Words.Burns)
        {
            return FireStage.Confirmed;
        }

        var seen = FireScore.Of(Scale, state, now, around.Fire).StageBy(Scale);
        return seen == FireStage.None || now >= state.Words.BurnUntil || around.Fire.NeighbourBurns ? seen
            : seen == FireStage.Suspected ? FireStage.Expected
            : FireStage.Controlled;
    }

    private static Ruling Become(PlaceState state, FireStage stage, Verdict verdict, DateTimeOffset now, By? by = null)
    {
        var after = state with { Stage = stage, Stands = true };
        return new Ruling(
            after,
            verdict,
            state.Stands ? Change.Grow : Change.Raise,
            FireFinding.Of(after, now) is { } finding ? finding with { By = by } : null
        );
    }

    private static Ruling Over(PlaceState state, Verdict verdict, DateTimeOffset time, By? by)
    {
        var finding = FireFinding.Of(state, time) is { } last ? last with { Time = time, By = by } : null;
        var over = state with
        {
            Stands = false,
            Alert = null,
            Said = null,
            Stage = FireStage.None,
            // What somebody has answered for is remembered, until it has been away.
            Evidence = state.Evidence.RemoveRange(state.Evidence.Keys.Where(name => !state.Words.Known.Contains(name))),
        };
        return new Ruling(over, verdict, Change.Clear, finding);
    }

    // What is away for so long may raise again.
    private PlaceState Forget(PlaceState state, DateTimeOffset now)
    {
        if (state.Evidence.IsEmpty)
        {
            return state;
        }

        string[] gone = [.. state.Evidence.Where(entry => EndOf(entry) <= now).Select(entry => entry.Key)];
        return gone.Length == 0
            ? state
            : state with
            {
                Evidence = state.Evidence.RemoveRange(gone),
                Words = state.Words with { Known = state.Words.Known.Except(gone) },
            };
    }

    private static bool IsWorkedOn(PlaceState state, Surroundings around) =>
        state.Evidence.Keys.All(name => around.IsUnderMaintenance(NodeOf(name)));

    // A post that burned does not say that the fire is over.
    private bool IsKept(KeyValuePair<string, Evidence> evidence, DateTimeOffset now, Surroundings around) =>
        now < EndOf(evidence) || around.IsLost(NodeOf(evidence.Key));

    private static IEnumerable<string> Sensors(PlaceState state) =>
        state.Evidence.Keys.Where(name => name != FireStages.Person);

    private static string NodeOf(string name) => name.Split('/')[0];
}
