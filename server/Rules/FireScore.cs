namespace Vigia.Server.Rules;

/// <summary>
/// From evidence to how sure a fire is, by sensors alone. What one chip says counts once, with its largest weight, for as long as the
/// scale holds it. Neighbours and lost nodes make a fire surer, never suspected, and never two of one. Pure.
/// </summary>
/// <param name="Own">Sum over the chips of this zone; of a node that was just reset only its loudest.</param>
/// <param name="Doubtful">The same with what readings of doubtful quality say.</param>
/// <param name="Total"><paramref name="Own"/>, with what is around where there is own evidence.</param>
/// <param name="IsTwo">Two chips of a settled node, or two nodes.</param>
/// <param name="Kinds">How many of heat, smoke and flame are seen.</param>
/// <param name="Witnesses">Chips, and one each for neighbours and a lost node.</param>
/// <param name="SeesMore">Smoke or flames are seen.</param>
/// <param name="IsRoomFire">A good chip says that a room is as hot as a fire makes it, after it warmed as rooms do.</param>
internal readonly record struct FireScore(
    int Own,
    int Doubtful,
    int Total,
    bool IsTwo,
    int Kinds,
    int Witnesses,
    bool SeesMore,
    bool IsRoomFire
)
{
    public FireStage StageBy(FireScale scale) =>
        Own == 0 ? (Doubtful >= scale.Suspected ? FireStage.Suspected : FireStage.None)
        : IsTwo && Kinds > 1 && Witnesses > 2 && Total >= scale.Confirmed ? FireStage.Confirmed
        : IsTwo && Total >= scale.Probable ? FireStage.Probable
        : IsRoomFire ? FireStage.ProbableLocal
        : Math.Max(Own, Doubtful) >= scale.Suspected ? FireStage.Suspected
        : FireStage.None;

    public static FireScore Of(FireScale scale, PlaceState state, DateTimeOffset now, FireAround around)
    {
        if (state.Evidence.Count == 0)
        {
            return default;
        }

        var speaking = Speaking(scale, state, now, around);
        var chips = ChipsOf(speaking.Where(voice => voice.IsGood));
        var nodes = chips.GroupBy(chip => chip.Node).ToArray();
        var own = nodes.Sum(node => WeightOf(scale, state, [.. node], now));
        var (near, lost) = (own > 0 && around.NeighbourSees, own > 0 && around.NodeLost);
        return new FireScore(
            own,
            ChipsOf(speaking).Sum(chip => chip.Weight),
            own + (near ? scale.Neighbour : 0) + (lost ? scale.Lost : 0),
            nodes.Length > 1 || Array.Exists(nodes, node => node.Count() > 1 && IsSettled(scale, state, node.Key, now)),
            chips.Select(chip => EvidenceKinds.IsHeat(chip.Seen) ? EvidenceKinds.Heat : chip.Seen).Distinct().Count(),
            chips.Count + (near ? 1 : 0) + (lost ? 1 : 0),
            chips.Exists(chip => !EvidenceKinds.IsHeat(chip.Seen)),
            IsInRoom(scale, state, speaking, now)
        );
    }

    /// <summary>What the neighbours may know of it.</summary>
    public static PostSight SightOf(FireScale scale, PlaceState state, DateTimeOffset now, bool isRoofHeat)
    {
        var score = Of(scale, state, now, new FireAround { IsRoofHeat = isRoofHeat });
        return new PostSight(score.Own >= scale.Suspected, score.SeesMore, now < state.Words.BurnUntil);
    }

    private readonly record struct Voice(string Node, string Chip, bool IsGood, string Name, Evidence Evidence)
    {
        public static Voice Of(string name, Evidence evidence)
        {
            var parts = name.Split('/');
            return new Voice(
                parts[0],
                parts.ElementAtOrDefault(1) ?? "",
                !name.EndsWith(FireStages.Doubt, StringComparison.Ordinal),
                name,
                evidence
            );
        }
    }

    private sealed record Chip(string Node, string Seen, int Weight);

    private static List<Voice> Speaking(FireScale scale, PlaceState state, DateTimeOffset now, FireAround around)
    {
        var speaking = state
            .Evidence.Where(entry => entry.Key != FireStages.Person && Speaks(scale, entry.Value, now))
            .Select(entry => Voice.Of(entry.Key, entry.Value))
            .ToList();
        // What somebody has answered for counts again as soon as something else speaks beside it.
        if (speaking.TrueForAll(voice => state.Words.Known.Contains(voice.Name)))
        {
            return [];
        }

        var isOnlyHeat = speaking.TrueForAll(voice => EvidenceKinds.IsHeat(voice.Evidence.Seen));
        return isOnlyHeat && around is { IsRoofHeat: true, NeighbourSeesMore: false } ? [] : speaking;
    }

    private static bool Speaks(FireScale scale, Evidence evidence, DateTimeOffset now) =>
        now - evidence.Last < scale.Holds && evidence.Last - evidence.First < scale.WearsOut;

    // Smoke and dust in one plume are one witness, whatever chips see them.
    private static List<Chip> ChipsOf(IEnumerable<Voice> voices) =>
        [
            .. voices
                .GroupBy(voice => (voice.Node, voice.Chip))
                .Select(chip => chip.MaxBy(voice => voice.Evidence.Weight))
                .GroupBy(voice =>
                    (voice.Node, Plume: voice.Evidence.Seen == EvidenceKinds.Smoke ? EvidenceKinds.Smoke : voice.Chip)
                )
                .Select(witness => witness.MaxBy(voice => voice.Evidence.Weight))
                .Select(voice => new Chip(voice.Node, voice.Evidence.Seen, voice.Evidence.Weight)),
        ];

    private static int WeightOf(FireScale scale, PlaceState state, Chip[] chips, DateTimeOffset now) =>
        IsSettled(scale, state, chips[0].Node, now) ? chips.Sum(chip => chip.Weight) : chips.Max(chip => chip.Weight);

    private static bool IsSettled(FireScale scale, PlaceState state, string node, DateTimeOffset now) =>
        !state.Runs.TryGetValue(node, out var run) || run.Since == default || now - run.Since >= scale.Settles;

    // Fast from the first reading to the last is a room that burns; all at once is a sensor that broke.
    private static bool IsInRoom(FireScale scale, PlaceState state, List<Voice> speaking, DateTimeOffset now) =>
        speaking.Exists(hot =>
            hot.IsGood
            && hot.Name.EndsWith(Indoors, StringComparison.Ordinal)
            && !(state.Jumps.TryGetValue($"{hot.Node}/{hot.Chip}", out var jump) && now - jump < scale.Ends)
            && speaking.Exists(rise =>
                rise.IsGood && rise.Node == hot.Node && rise.Chip == hot.Chip && rise.Name != hot.Name
            )
        );

    private static readonly string Indoors = $"/{EvidenceKinds.NameOf(EvidenceKind.FixedIndoors)}";
}
