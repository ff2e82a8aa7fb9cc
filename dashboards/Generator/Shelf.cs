using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vigia.Dashboards;

/// <summary>All dashboards, in both languages, as files.</summary>
internal static class Shelf
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    public static IEnumerable<(string Path, string Text)> Files() =>
        from words in new[] { Words.Spanish, Words.English }
        from dashboard in All(words)
        select ($"{words.Code}/{dashboard.Name}.json", Text(dashboard.ToJson(words)));

    /// <summary>Files that were not as they are made.</summary>
    public static IReadOnlyList<string> Write(string folder)
    {
        var changed = new List<string>();
        foreach (var (path, text) in Files())
        {
            var file = Path.Combine(folder, path);
            if (File.Exists(file) && File.ReadAllText(file) == text)
            {
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            changed.Add(file);
        }

        return changed;
    }

    private static Dashboard[] All(Words words) =>
        [
            AllWell.Of(words),
            Wall.Of(words),
            Fires.Of(words),
            PigBarn.Of(words),
            PumpsAndWater.Of(words),
            Nodes.Of(words),
        ];

    private static string Text(JsonObject json) => json.ToJsonString(Readable) + "\n";
}
