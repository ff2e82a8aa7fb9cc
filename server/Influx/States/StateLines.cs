using Vigia.Server.Alerts;
using Vigia.Server.Farm;

namespace Vigia.Server.Influx.States;

/// <summary>
/// The state of zones, points and nodes as lines, one minute's at a time: word, number and age stand beside the number that is
/// coloured by. Pure.
/// </summary>
internal sealed class StateLines(string site)
{
    public const string Farm = "farm_state";
    public const string Zone = "zone_state";
    public const string Point = "point_state";
    public const string Node = "node_health";

    public void Write(FarmNow farm, LineBatch output)
    {
        WriteFarm(farm, output);
        foreach (var zone in farm.Zones)
        {
            WriteZone(zone, farm.Ms, output);
        }

        foreach (var point in farm.Points)
        {
            WritePoint(point, farm.Ms, output);
        }

        foreach (var node in farm.Nodes)
        {
            WriteNode(node, farm.Ms, output);
        }
    }

    private void WriteFarm(FarmNow farm, LineBatch output)
    {
        var worst = farm.Zones.Count == 0 ? ChartState.NoSignal : farm.Zones.Select(zone => zone.State).MaxBy(RankOf);
        output.WritePlain(Farm);
        output.WriteTag("site", site);
        output.WriteField("state", (long)worst);
        foreach (var state in Enum.GetValues<ChartState>())
        {
            output.WriteField(state.ToString().ToLowerInvariant(), (long)farm.Zones.Count(zone => zone.State == state));
        }

        output.WriteField("fire", (long)FireOf(farm));
        foreach (var words in ChartWords.Both)
        {
            var pressing = farm.Zones.Where(zone => zone.State == worst).Select(zone => words.Of(zone.Title)).ToArray();
            output.WriteField($"word_{words.Code}", words.Say(farm.Zones.Count == 0 ? "farm.empty" : $"farm.{worst}"));
            output.WriteField($"where_{words.Code}", worst == ChartState.Good ? "" : string.Join(", ", pressing));
            output.WriteField($"fire_{words.Code}", FireWords(farm, words));
        }

        output.EndLine(0, farm.Ms);
    }

    private void WriteZone(ZoneNow zone, long ms, LineBatch output)
    {
        output.WritePlain(Zone);
        output.WriteTag("site", site);
        output.WriteTag("zone", zone.Name);
        output.WriteTag("kind", zone.Kind);
        output.WriteTag("quantity", zone.Main?.Quantity ?? "");
        WriteTitles("title", zone.Title, output);
        output.WriteField("state", (long)zone.State);
        output.WriteField("rank", RankOf(zone.State));
        output.WriteField("order", (long)zone.Order);
        WriteReading(zone.Main?.Value, zone.Main?.Age, output);
        foreach (var words in ChartWords.Both)
        {
            output.WriteField($"label_{words.Code}", $"{words.Of(zone.Title).Replace('|', '/')}|{zone.Name}");
            output.WriteField($"why_{words.Code}", zone.Why is { } why ? words.Of(why) : "");
            WriteWords(zone.State, zone.Main, words, output);
            output.WriteField($"name_{words.Code}", $"{words.Of(zone.Title)} · {Unbroken(words.Age(zone.Main?.Age))}");
            output.WriteField(
                $"tile_{words.Code}",
                $"{words.Say($"state.{zone.State}")} {Unbroken(words.Number(zone.Main))}"
            );
        }

        output.EndLine(0, ms);
    }

    private void WritePoint(PointStateNow point, long ms, LineBatch output)
    {
        output.WritePlain(Point);
        output.WriteTag("site", site);
        output.WriteTag("zone", point.Zone ?? "");
        output.WriteTag("kind", point.Kind ?? "");
        output.WriteTag("node", point.Node);
        output.WriteTag("point", point.Point);
        output.WriteTag("quantity", point.Quantity);
        WriteTitles("zone_title", point.ZoneTitle ?? LocalText.Of(point.Zone ?? point.Node), output);
        foreach (var words in ChartWords.Both)
        {
            output.WriteTag($"title_{words.Code}", words.NameOf(point));
        }

        output.WriteField("state", (long)point.State);
        output.WriteField("rank", RankOf(point.State));
        WriteReading(point.Value, point.Age, output);
        foreach (var words in ChartWords.Both)
        {
            output.WriteField($"fault_{words.Code}", words.FaultOf(point));
            WriteWords(point.State, point, words, output);
        }

        output.EndLine(0, ms);
    }

    private void WriteNode(NodeHealthNow node, long ms, LineBatch output)
    {
        var state = StateOf(node);
        output.WritePlain(Node);
        output.WriteTag("site", site);
        output.WriteTag("zone", node.Zone ?? "");
        output.WriteTag("node", node.Name);
        output.WriteField("state", (long)state);
        output.WriteField("rank", RankOf(state));
        if (node.Quiet is { } quiet)
        {
            output.WriteField("age_s", quiet.TotalSeconds);
        }

        if (node.Clock is { } clock)
        {
            output.WriteField("clk", (long)clock);
        }

        output.WriteField("gaps", node.Gaps);
        if (node.Health is { } health)
        {
            output.WriteField("held", health.Packs);
            output.WriteField("up_s", health.Up);
            output.WriteField("dropped", health.Dropped.Values.Sum());
            output.WriteField("set_aside", health.SetAside);
            output.WriteField("faults", health.Faults.Values.Sum());
            WriteBoard(health.Board, output);
        }

        output.WriteField("version", node.Version ?? "");
        foreach (var words in ChartWords.Both)
        {
            output.WriteField($"word_{words.Code}", words.Say($"state.{state}"));
            output.WriteField($"age_{words.Code}", words.Age(node.Quiet));
            var up = node.Health is { } said ? TimeSpan.FromSeconds(Math.Clamp(said.Up, 0, 1e9)) : (TimeSpan?)null;
            output.WriteField($"up_{words.Code}", words.Age(up));
        }

        output.EndLine(0, ms);
    }

    private static void WriteBoard(Wire.BoardState? board, LineBatch output)
    {
        if (board?.Cpu is { } cpu)
        {
            output.WriteField("cpu", cpu);
        }

        if (board?.Disk is { } disk)
        {
            output.WriteField("disk", disk);
        }

        if (board?.Weak is { } weak)
        {
            output.WriteField("weak", weak ? 1L : 0L);
        }
    }

    /// <summary>Worst first: a fire is not hidden by a sensor beside it that is silent.</summary>
    private static long RankOf(ChartState state) =>
        state switch
        {
            ChartState.Act => 3,
            ChartState.NoSignal => 2,
            ChartState.Look => 1,
            _ => 0,
        };

    // A clock that nothing stands behind, packs that were lost or refused, a board that is hot, full or weak: they want a
    // technician; a backlog drains by itself.
    private static ChartState StateOf(NodeHealthNow node) =>
        node.IsSilent || node.Quiet is null ? ChartState.NoSignal
        : node.Clock is Wire.ClockQuality.None
        || node.Gaps > 0
        || node.Health is { SetAside: > 0 }
        || node.Health?.Board?.IsPoor() == true
            ? ChartState.Look
        : ChartState.Good;

    private static ChartState FireOf(FarmNow farm) =>
        farm.Fires.Any(fire => fire.Certainty >= Certainty.Likely) ? ChartState.Act
        : farm.Zones.Any(zone => zone is { Kind: FirePost, State: ChartState.NoSignal }) ? ChartState.NoSignal
        : farm.Fires.Count > 0 ? ChartState.Look
        : farm.Zones.Any(zone => zone.Kind == FirePost) ? ChartState.Good
        : ChartState.NoSignal;

    private const string FirePost = "fire-post";

    private static string FireWords(FarmNow farm, ChartWords words)
    {
        var places = FireOf(farm) switch
        {
            ChartState.Act or ChartState.Look => farm.Fires.Select(fire => words.Of(fire.Place)),
            ChartState.NoSignal => farm
                .Zones.Where(zone => zone is { Kind: FirePost, State: ChartState.NoSignal })
                .Select(zone => words.Of(zone.Title)),
            _ => [],
        };
        var where = string.Join(", ", places.Distinct());
        return words.Say($"fire.{FireOf(farm)}") + (where.Length > 0 ? $": {where}" : "");
    }

    // What is set large is not to be torn in the middle of a number.
    private static string Unbroken(string text) => text.Replace(' ', '\u00a0');

    private static void WriteTitles(string tag, LocalText title, LineBatch output)
    {
        output.WriteTag($"{tag}_en", title.English);
        output.WriteTag($"{tag}_es", title.Spanish);
    }

    private static void WriteReading(double? value, TimeSpan? age, LineBatch output)
    {
        if (value is { } known)
        {
            output.WriteField("value", known);
        }

        if (age is { } old)
        {
            output.WriteField("age_s", old.TotalSeconds);
        }
    }

    private static void WriteWords(ChartState state, PointStateNow? point, ChartWords words, LineBatch output)
    {
        output.WriteField($"word_{words.Code}", words.Say($"state.{state}"));
        output.WriteField($"number_{words.Code}", words.Number(point));
        output.WriteField($"age_{words.Code}", words.Age(point?.Age));
    }
}
