using System.Globalization;
using System.Text.Json.Nodes;

namespace Vigia.Dashboards;

/// <summary>A column of a table: the field of the answer, and what people read above it.</summary>
/// <param name="Wide">Pixels; 0: what is left.</param>
internal sealed record Column(string Field, string Title, int Wide = 0)
{
    /// <summary>Pixels that it keeps where less is left; a narrow phone then moves the table sideways.</summary>
    public int Least { get; init; }

    /// <summary>Its background says the state.</summary>
    public JsonArray? Colours { get; init; }

    public string? Unit { get; init; }
}

/// <summary>Tables: rows as InfluxDB answers, worst first.</summary>
internal static class Tables
{
    public static Panel Of(
        string title,
        string description,
        int wide,
        int high,
        Query query,
        string noValue,
        params Column[] columns
    ) =>
        new("table", title, description, wide, high)
        {
            NoValue = noValue,
            Queries = [query],
            Field = new JsonObject
            {
                ["custom"] = new JsonObject
                {
                    ["align"] = "auto",
                    ["cellOptions"] = new JsonObject { ["type"] = "auto" },
                    ["filterable"] = false,
                    ["inspect"] = false,
                    ["minWidth"] = 50,
                    ["wrapText"] = true,
                },
            },
            Options = new JsonObject
            {
                ["showHeader"] = true,
                ["cellHeight"] = "md",
                ["frameIndex"] = 0,
            },
            Overrides = [.. columns.Select(Override)],
            Transformations = [Keep(columns)],
        };

    /// <summary>Only what stands now, and the worst of it first; of equals in the order of their names.</summary>
    public static Panel Now(this Panel table, string only = "5m") =>
        table with
        {
            Only = only,
            Transformations = [Sort("rank"), .. table.Transformations],
        };

    private static JsonObject Sort(string field) =>
        new()
        {
            ["id"] = "sortBy",
            ["options"] = new JsonObject
            {
                ["sort"] = new JsonArray(new JsonObject { ["field"] = field, ["desc"] = true }),
            },
        };

    private static JsonObject Keep(Column[] columns)
    {
        var (order, names) = (new JsonObject(), new JsonObject());
        for (var i = 0; i < columns.Length; i++)
        {
            order[columns[i].Field] = i;
            names[columns[i].Field] = columns[i].Title;
        }

        return new JsonObject
        {
            ["id"] = "organize",
            ["options"] = new JsonObject
            {
                ["includeByName"] = new JsonObject(columns.Select(c => KeyValuePair.Create(c.Field, (JsonNode?)true))),
                ["indexByName"] = order,
                ["renameByName"] = names,
            },
        };
    }

    private static JsonObject Override(Column column)
    {
        var properties = new JsonArray();
        if (column.Wide > 0)
        {
            properties.Add(Property("custom.width", column.Wide));
        }

        if (column.Least > 0)
        {
            properties.Add(Property("custom.minWidth", column.Least));
        }

        if (column.Unit is not null)
        {
            properties.Add(Property("unit", column.Unit));
        }

        if (column.Colours is not null)
        {
            properties.Add(Property("mappings", column.Colours.DeepClone()));
            properties.Add(
                Property("custom.cellOptions", new JsonObject { ["type"] = "color-background", ["mode"] = "basic" })
            );
            properties.Add(Property("color", Dashboards.Colours.Fixed("transparent")));
        }

        return new JsonObject
        {
            ["matcher"] = new JsonObject { ["id"] = "byName", ["options"] = column.Title },
            ["properties"] = properties,
        };
    }

    private static JsonObject Property(string id, JsonNode value) => new() { ["id"] = id, ["value"] = value };
}
