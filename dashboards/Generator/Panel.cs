using System.Text.Json.Nodes;

namespace Vigia.Dashboards;

/// <summary>One panel: what it shows is in <paramref name="Options"/>, how a field looks in <paramref name="Field"/>.</summary>
/// <param name="Wide">Of 24.</param>
/// <param name="High">In lines of 30 pixels and a gap of 8.</param>
internal sealed record Panel(string Type, string Title, string Description, int Wide, int High)
{
    public const int FullWidth = 24;

    /// <summary>A reading may be missing so long without a gap in its line: more than three of a state's minutes.</summary>
    private const int GapMs = 200_000;

    public IReadOnlyList<Query> Queries { get; init; } = [];

    public JsonObject Options { get; init; } = [];

    public JsonObject Field { get; init; } = [];

    public IReadOnlyList<JsonObject> Overrides { get; init; } = [];

    public IReadOnlyList<JsonObject> Transformations { get; init; } = [];

    /// <summary>It shows now: no older than this.</summary>
    public string? Only { get; init; }

    /// <summary>Shortest interval of its buckets: the minute of the states.</summary>
    public string? Interval { get; init; }

    /// <summary>Variable of which each value gets a line like this.</summary>
    public string? Repeat { get; init; }

    public string? NoValue { get; init; }

    public JsonObject ToJson(int id, int x, int y)
    {
        var json = new JsonObject
        {
            ["id"] = id,
            ["type"] = Type,
            ["title"] = Title,
            ["gridPos"] = new JsonObject
            {
                ["x"] = x,
                ["y"] = y,
                ["w"] = Wide,
                ["h"] = High,
            },
        };
        Put(json, "repeat", Repeat);
        if (Type == "row")
        {
            // A line has no more to say than its title.
            json["collapsed"] = false;
            json["panels"] = new JsonArray();
            return json;
        }

        json["description"] = Description;
        Put(json, "timeFrom", Only);
        json["hideTimeOverride"] = Only is not null;
        Put(json, "interval", Interval);
        json["datasource"] = Dashboard.SourceJson;
        var field = (JsonObject)Field.DeepClone();
        Put(field, "noValue", NoValue);
        json["fieldConfig"] = new JsonObject
        {
            ["defaults"] = field,
            ["overrides"] = new JsonArray([.. Overrides.Select(over => over.DeepClone())]),
        };
        json["options"] = Options.DeepClone();
        json["transformations"] = new JsonArray([.. Transformations.Select(step => step.DeepClone())]);
        json["targets"] = new JsonArray([.. Queries.Select((query, at) => query.ToJson(at))]);
        return json;
    }

    /// <summary>Lines over time, with gaps where nothing was read.</summary>
    public static Panel Lines(string title, string description, int wide, int high, string unit, string noValue) =>
        new("timeseries", title, description, wide, high)
        {
            NoValue = noValue,
            Field = new JsonObject
            {
                ["unit"] = unit,
                ["color"] = new JsonObject { ["mode"] = "palette-classic" },
                ["custom"] = new JsonObject
                {
                    ["lineWidth"] = 2,
                    ["fillOpacity"] = 0,
                    ["showPoints"] = "never",
                    ["spanNulls"] = GapMs,
                },
            },
            Options = new JsonObject
            {
                ["legend"] = Legend(),
                ["tooltip"] = new JsonObject { ["mode"] = "multi", ["sort"] = "desc" },
            },
        };

    /// <summary>States over time, as coloured bars.</summary>
    public static Panel Bars(
        string title,
        string description,
        int wide,
        int high,
        JsonArray mappings,
        string noValue
    ) =>
        new("state-timeline", title, description, wide, high)
        {
            NoValue = noValue,
            Interval = "1m",
            Field = new JsonObject
            {
                ["mappings"] = mappings,
                ["color"] = Colours.Fixed(Colours.Grey),
                ["custom"] = new JsonObject
                {
                    ["fillOpacity"] = 85,
                    ["lineWidth"] = 0,
                    ["spanNulls"] = GapMs,
                },
            },
            Options = new JsonObject
            {
                ["showValue"] = "never",
                ["rowHeight"] = 0.85,
                ["mergeValues"] = true,
                ["alignValue"] = "left",
                ["legend"] = Legend(),
                ["tooltip"] = new JsonObject { ["mode"] = "single", ["sort"] = "none" },
            },
        };

    /// <summary>A few words or numbers, as large as there is room.</summary>
    public static Panel Big(string title, string description, int wide, int high, JsonArray mappings, string noValue) =>
        new("stat", title, description, wide, high)
        {
            NoValue = noValue,
            Only = "5m",
            Field = new JsonObject { ["mappings"] = mappings, ["color"] = Colours.Fixed(Colours.Grey) },
            Options = new JsonObject
            {
                ["colorMode"] = "background_solid",
                ["graphMode"] = "none",
                ["justifyMode"] = "center",
                ["textMode"] = "value",
                ["wideLayout"] = true,
                ["orientation"] = "auto",
                // The words are fields of text.
                ["reduceOptions"] = new JsonObject
                {
                    ["calcs"] = new JsonArray("lastNotNull"),
                    ["fields"] = "/^(?!Time$).*/",
                    ["values"] = false,
                },
            },
        };

    /// <summary>What a person has to know, and never a query.</summary>
    public static Panel Text(string title, string description, int wide, int high, string markdown) =>
        new("text", title, description, wide, high)
        {
            Options = new JsonObject { ["mode"] = "markdown", ["content"] = markdown },
        };

    /// <summary>A line across, over what belongs together.</summary>
    public static Panel Heading(string title, string? repeat = null) =>
        new("row", title, Description: "", FullWidth, 1) { Repeat = repeat };

    private static JsonObject Legend() =>
        new()
        {
            ["showLegend"] = true,
            ["displayMode"] = "list",
            ["placement"] = "bottom",
            ["calcs"] = new JsonArray(),
        };

    private static void Put(JsonObject json, string key, string? value)
    {
        if (value is not null)
        {
            json[key] = value;
        }
    }
}
