using System.Text.Json;
using Vigia.Wire;

namespace Vigia.EndToEnd.Kit.Proof;

/// <summary>A pack as the agent's <c>--ledger</c> file says it was sampled.</summary>
/// <param name="Values">Point and value, or point and name of the fault, in order.</param>
internal sealed record SampledPack(
    PackIdentity Identity,
    ClockQuality Clock,
    long TimeMs,
    IReadOnlyList<(string Point, string Value)> Values
);

/// <summary>Reads the file that an agent writes before its outbox hears of a pack.</summary>
internal static class Referee
{
    public static IReadOnlyList<SampledPack> Read(string node, string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var text = ReadShared(path);
        // A killed agent may leave half a line: that pack was not yet closed.
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        return [.. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => ReadLine(node, line))];
    }

    public static long Count(string path) => File.Exists(path) ? ReadShared(path).AsSpan().Count('\n') : 0;

    /// <summary>How a number or a fault is compared: shortest digits that give the same double.</summary>
    public static string Canonical(double? value, string? fault) => value?.ToString("R") ?? fault ?? "";

    private static SampledPack ReadLine(string node, string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var names = root.GetProperty("n").EnumerateArray().Select(n => n.GetString()!);
        var values = root.GetProperty("v").EnumerateArray().Select(ReadValue);
        return new SampledPack(
            new PackIdentity(
                node,
                BootId.Parse(root.GetProperty("boot").GetString()!),
                root.GetProperty("seq").GetInt64()
            ),
            (ClockQuality)root.GetProperty("clk").GetInt32(),
            root.GetProperty("ms").GetInt64(),
            [.. names.Zip(values)]
        );
    }

    private static string ReadValue(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number
            ? Canonical(value.GetDouble(), null)
            : Canonical(null, value.GetString());

    private static string ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
