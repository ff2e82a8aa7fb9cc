using System.Text.Json.Nodes;

namespace Vigia.Dashboards;

/// <summary>Five colours that mean something, the same everywhere, and what is coloured by them. Red is only for "act now".</summary>
internal static class Colours
{
    public const string Green = "#1a7f37";
    public const string Orange = "#d4730b";
    public const string Red = "#c8102e";
    public const string Grey = "#6b7280";
    public const string Blue = "#1f6feb";

    /// <summary>The states that the server writes: 0 good, 1 look, 2 act, 3 no signal.</summary>
    public static JsonArray States(Words words) =>
        [
            Values(
                ("0", words.Good, Green),
                ("1", words.Look, Orange),
                ("2", words.Act, Red),
                ("3", words.NoSignal, Grey)
            ),
        ];

    /// <summary>A machine that runs or stands still.</summary>
    public static JsonArray OnOff(Words words) => [Values(("0", words.Off, Grey), ("1", words.On, Blue))];

    /// <summary>What stands behind a node's clock: 0 nothing … 3 NTP.</summary>
    public static JsonArray Clocks(Words words) =>
        [
            Values(
                ("0", words.NoClock, Orange),
                ("1", words.Battery, Green),
                ("2", words.ServerClock, Green),
                ("3", "NTP", Green)
            ),
        ];

    /// <summary>Whether a node's supply is too low.</summary>
    public static JsonArray Supply(Words words) =>
        [Values(("0", words.GoodSupply, Green), ("1", words.WeakSupply, Orange))];

    /// <summary>Texts that begin with a state's word.</summary>
    public static JsonArray Words(Words words) =>
        [
            Begins(words.Good, Green),
            Begins(words.AllGood, Green),
            Begins(words.NoFire, Green),
            Begins(words.Act, Red),
            Begins(words.Fire, Red),
            Begins(words.Look, Orange),
            Begins(words.Odd, Orange),
            Begins(words.NoSignal, Grey),
            Begins(words.Unwatched, Grey),
            Begins(words.NoZones, Grey),
        ];

    /// <summary>How far a text got.</summary>
    public static JsonArray Texts(Words words) =>
        [
            Begins(words.Say("(enviado|recibido)", "(sent|delivered)"), Green),
            Begins(words.Say("(en espera|en camino)", "(waiting|on its way)"), Blue),
            // Others were called as well: it asks to look at a phone or a modem, not to act on a fire.
            Begins(words.Say("(no llegó|falló|venció)", "(not received|failed|too late)"), Orange),
            Begins(words.Say("ya no", "no longer"), Grey),
        ];

    public static JsonObject Fixed(string colour) => new() { ["mode"] = "fixed", ["fixedColor"] = colour };

    private static JsonObject Begins(string word, string colour) =>
        new()
        {
            ["type"] = "regex",
            ["options"] = new JsonObject
            {
                ["pattern"] = $"^({word}.*)$",
                ["result"] = new JsonObject { ["text"] = "$1", ["color"] = colour },
            },
        };

    private static JsonObject Values(params (string Value, string Text, string Colour)[] values)
    {
        var options = new JsonObject();
        for (var i = 0; i < values.Length; i++)
        {
            options[values[i].Value] = new JsonObject
            {
                ["text"] = values[i].Text,
                ["color"] = values[i].Colour,
                ["index"] = i,
            };
        }

        return new JsonObject { ["type"] = "value", ["options"] = options };
    }
}
