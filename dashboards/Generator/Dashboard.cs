using System.Text.Json.Nodes;

namespace Vigia.Dashboards;

/// <summary>A question that a dashboard answers, and its panels in reading order.</summary>
/// <param name="Name">Of the file and the uid: links from outside hold on to it.</param>
/// <param name="From">How far back it looks, as Grafana writes it: <c>now-6h</c>.</param>
internal sealed record Dashboard(string Name, string Title, string Description, string From, string Refresh)
{
    public const string Source = "vigia-influx";

    /// <summary>Of the classic form that Grafana 12 and 13 read.</summary>
    private const int SchemaVersion = 42;

    public IReadOnlyList<Panel> Panels { get; init; } = [];

    public IReadOnlyList<JsonObject> Variables { get; init; } = [];

    public IReadOnlyList<JsonObject> Annotations { get; init; } = [];

    /// <summary>It shows now, and nobody chooses another time.</summary>
    public bool HidesTime { get; init; }

    /// <summary>Nobody touches it: no pickers and no links.</summary>
    public bool IsWall { get; init; }

    public static JsonObject SourceJson => new() { ["type"] = "influxdb", ["uid"] = Source };

    public JsonObject ToJson(Words words) =>
        new()
        {
            ["uid"] = words.UidOf(Name),
            ["title"] = Title,
            ["description"] = Description,
            ["tags"] = new JsonArray("vigia", words.Tag),
            ["schemaVersion"] = SchemaVersion,
            ["version"] = 1,
            ["editable"] = false,
            ["graphTooltip"] = 1,
            ["refresh"] = Refresh,
            ["time"] = new JsonObject { ["from"] = From, ["to"] = "now" },
            // The farm's clock is a setting of Grafana.
            ["timezone"] = "",
            ["timepicker"] = new JsonObject { ["hidden"] = IsWall || HidesTime },
            ["templating"] = new JsonObject { ["list"] = new JsonArray([.. Variables]) },
            ["annotations"] = new JsonObject { ["list"] = new JsonArray([.. Annotations]) },
            ["links"] = IsWall ? [] : new JsonArray(Links(words)),
            ["panels"] = Laid(),
        };

    // In reading order, from left to right and down; what does not fit beside begins a line.
    private JsonArray Laid()
    {
        var laid = new JsonArray();
        var (x, y, line, id) = (0, 0, 0, 0);
        foreach (var panel in Panels)
        {
            if (x + panel.Wide > Panel.FullWidth)
            {
                (x, y, line) = (0, y + line, 0);
            }

            laid.Add(panel.ToJson(++id, x, y));
            x += panel.Wide;
            line = Math.Max(line, panel.High);
        }

        return laid;
    }

    private static JsonObject Links(Words words) =>
        new()
        {
            ["type"] = "dashboards",
            ["title"] = words.Others,
            ["tags"] = new JsonArray(words.Tag),
            ["asDropdown"] = true,
            ["keepTime"] = true,
            ["includeVars"] = false,
            ["targetBlank"] = false,
            ["icon"] = "dashboard",
            ["tooltip"] = "",
            ["url"] = "",
        };
}
