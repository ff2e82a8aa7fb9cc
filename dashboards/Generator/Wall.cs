using System.Text.Json.Nodes;

namespace Vigia.Dashboards;

/// <summary>For the screen on the office's wall, 1920 × 1080: read from four metres, touched by nobody. Open it with <c>?kiosk</c>.</summary>
internal static class Wall
{
    public static Dashboard Of(Words words) =>
        new(
            "pared",
            words.Say("Pared", "Wall"),
            words.Say(
                "Para la pantalla de la oficina: toda la finca de un vistazo, sin tocar nada.",
                "For the office's screen: the whole farm at a glance, nothing to touch."
            ),
            "now-24h",
            "30s"
        )
        {
            IsWall = true,
            Panels =
            [
                Shared.AllWellSign(words, 8, 4),
                Shared.FireSign(words, 12, 4),
                Clock(words),
                Tiles(words, 24, 13),
                Shared.ZoneBars(words.Say("Cada zona en 24 horas", "Each zone over 24 hours"), words, 14, 11),
                Shared.AlertTable(words.Say("Últimos avisos", "Last alerts"), words, 10, 11, most: 6),
            ],
        };

    // A screen that stands still is seen: it is the time of the last state, which is written each minute.
    private static Panel Clock(Words words)
    {
        var clock = Panel.Big(
            words.Say("Datos de las", "Data of"),
            words.Say(
                "La hora de lo último que se ve aquí. Si no cambia, esta pantalla no dice nada de ahora.",
                "The time of the newest that is shown here. If it stands still, this screen says nothing of now."
            ),
            4,
            4,
            [],
            words.NoData
        );
        clock.Options["colorMode"] = "none";
        clock.Options["reduceOptions"] = new JsonObject
        {
            ["calcs"] = new JsonArray("lastNotNull"),
            ["fields"] = "Time",
            ["values"] = false,
        };
        clock.Field["unit"] = "time:HH:mm";
        return clock with { Queries = [Query.Line("SELECT \"state\" FROM \"farm_state\" WHERE $timeFilter", "")] };
    }

    // A tile a zone, always in the same place: its name and the age above, word and number below.
    private static Panel Tiles(Words words, int wide, int high)
    {
        var tiles = Panel.Big(
            words.Say("Zonas", "Zones"),
            words.Say(
                "Cada zona con su estado, su valor y la edad de la última lectura.",
                "Each zone with its state, its value and the age of the last reading."
            ),
            wide,
            high,
            Colours.Words(words),
            words.NoData
        );
        tiles.Options["textMode"] = "value_and_name";
        return tiles with
        {
            Queries =
            [
                Query.Table(
                    $"SELECT last(\"name_{words.Code}\") AS \"name\", last(\"tile_{words.Code}\") AS \"tile\" FROM \"zone_state\" WHERE $timeFilter GROUP BY \"zone\""
                ),
            ],
            Transformations =
            [
                new JsonObject
                {
                    ["id"] = "rowsToFields",
                    ["options"] = new JsonObject
                    {
                        ["mappings"] = new JsonArray(
                            Mapping("name", "field.name"),
                            Mapping("tile", "field.value"),
                            Mapping("zone", "__ignore"),
                            Mapping("Time", "__ignore")
                        ),
                    },
                },
            ],
        };
    }

    private static JsonObject Mapping(string field, string handler) =>
        new() { ["fieldName"] = field, ["handlerKey"] = handler };
}
