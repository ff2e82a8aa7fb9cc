namespace Vigia.Server.Rules;

/// <summary>Which of its points speak for an incident: those that a person has not answered for, and that are heard.</summary>
internal sealed partial record LimitRule
{
    public override PlaceState EndByHand(PlaceState state) =>
        state with
        {
            Stands = false,
            Alert = null,
            Said = null,
            Known = [.. state.Series.Where(IsHolding).Select(entry => $"{entry.Key}")],
        };

    public override IEnumerable<string> HoldersOf(PlaceState state) =>
        state
            .Series.Where(entry => IsHolding(entry) && !state.Known.Contains($"{entry.Key}"))
            .Select(entry => entry.Key.Node)
            .Distinct();

    // Nobody sends anybody to a point that is back, or to a node that is not heard, while another says the same.
    private Finding? Moved(PlaceState state, DateTimeOffset time, Surroundings around)
    {
        if (
            state.Said is not { } said
            || HoldsAt(state, said.Node, said.Point, around)
            || !Speaks(state, around.IsHidden)
        )
        {
            return null;
        }

        var finding = FindingOf(state, time, around);
        return finding is not null && HoldsAt(state, finding.Node, finding.Point, around) ? finding : null;
    }

    private bool HoldsAt(PlaceState state, string node, string point, Surroundings around)
    {
        for (var i = 0; i < Any.Count; i++)
        {
            var id = new SeriesId(SeriesId.Number(i), node, point);
            if (
                state.Series.TryGetValue(id, out var series)
                && series.Phase == SeriesPhase.Holding
                && !around.IsHidden(node)
                && IsSo(state, i, around.IsHidden) == true
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHolding(KeyValuePair<SeriesId, SeriesState> entry) =>
        entry.Value.Phase == SeriesPhase.Holding;

    // What was away may raise again; so may all of it, once the rule as a whole was at an end.
    private PlaceState Forget(PlaceState state)
    {
        if (state.Known.IsEmpty)
        {
            return state;
        }

        var known = Holds(state, _ => false)
            ? state.Known.Intersect(state.Series.Where(IsHolding).Select(entry => $"{entry.Key}"))
            : [];
        return known.Count == state.Known.Count ? state : state with { Known = known };
    }

    /// <summary>It holds, and not only by points that a person has answered for.</summary>
    private bool Speaks(PlaceState state, Func<string, bool> isHidden) =>
        Holds(state, isHidden) && (state.Known.IsEmpty || IsNew(state, isHidden));

    private bool IsNew(PlaceState state, Func<string, bool> isHidden) =>
        state.Series.Any(entry =>
            IsHolding(entry)
            && !isHidden(entry.Key.Node)
            && !state.Known.Contains($"{entry.Key}")
            && Any.Index()
                .Any(one => entry.Key.At == SeriesId.Number(one.Index) && IsWanted(state, one.Index, isHidden))
        );

    private bool IsWanted(PlaceState state, int at, Func<string, bool> isHidden) =>
        Clause?.Wants(at) != false && IsSo(state, at, isHidden) == true;
}
