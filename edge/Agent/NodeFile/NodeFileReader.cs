using Vigia.Edge.Sampling;
using Vigia.Wire;

namespace Vigia.Edge.NodeFile;

/// <summary>Reads a node.yaml whole: either it is good, or everything that is wrong with it is found at once.</summary>
internal sealed class NodeFileReader
{
    public const int MaxBytes = 64 * 1024;

    private const int TlsPort = 8883;
    private const int PlainPort = 1883;

    private readonly Findings findings;
    private readonly string folder;

    private NodeFileReader(string file)
    {
        findings = new Findings(file);
        folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/";
    }

    /// <summary>Null with findings, or a configuration without.</summary>
    public static (NodeConfig? Config, IReadOnlyList<Finding> Findings) Read(string file)
    {
        var reader = new NodeFileReader(file);
        var config = reader.ReadRoot();
        return (reader.findings.All.Count == 0 ? config : null, [.. reader.findings.All.OrderBy(f => f.Line)]);
    }

    private NodeConfig? ReadRoot()
    {
        if (
            SmallFile.Read(findings.File, MaxBytes, findings, 0, "") is not { } text
            || YamlText.Parse(text, findings) is not { } root
        )
        {
            return null;
        }

        var sensors = new SensorReader();
        var config = new NodeConfig(
            Name(root, "site", Topics.IsName),
            Name(root, "node", Topics.IsNodeName),
            Server(root.Map("server", isRequired: true)),
            Secret(root),
            sensors.Read(root.Maps("sensors")),
            [.. root.Maps("alarms").Select(a => Alarm(a, sensors.Points))],
            Outbox(root.Map("outbox", isRequired: false)),
            Siren(root.Map("siren", isRequired: false), sensors.Wirings)
        );
        root.Done();
        return config;
    }

    private delegate bool IsGood(ReadOnlySpan<char> name);

    private static string Name(YamlMap map, string key, IsGood isGood)
    {
        var name = map.Text(key);
        if (name.Length > 0 && !isGood(name))
        {
            map.Wrong(FindingKind.BadName, key, name, "[a-z0-9-]{1,32}");
        }

        return name;
    }

    private ServerLine Server(YamlMap? map)
    {
        if (map is null)
        {
            return new ServerLine("", "", 0, null);
        }

        var tls = map.Flag("tls", otherwise: true);
        var server = new ServerLine(
            map.Text("id", 64),
            map.Text("host"),
            map.Whole("port", 1, 65535, tls ? TlsPort : PlainPort),
            Authority(map, tls)
        );
        map.Done();
        return server;
    }

    // Without TLS it may stand there for later; it is looked at when it is needed.
    private string? Authority(YamlMap map, bool tls)
    {
        var file = tls ? map.Text("ca") : map.OptionalText("ca");
        return tls && file is { Length: > 0 } ? Beside(map, "ca", file) : null;
    }

    private string Secret(YamlMap root)
    {
        var file = root.Text("secret");
        if (file.Length == 0 || Beside(root, "secret", file) is not { } text)
        {
            return "";
        }

        SecretFile.Check(Path.Combine(folder, file), root);
        if (text.Trim().Length == 0)
        {
            root.Wrong(FindingKind.Empty, "secret", file);
        }

        return text.Trim();
    }

    private string? Beside(YamlMap map, string key, string file) =>
        SmallFile.Read(Path.Combine(folder, file), MaxBytes, findings, map.LineOf(key), map.KeyPath(key));

    private static AlarmLimit Alarm(YamlMap map, IReadOnlyCollection<string> points)
    {
        var point = map.Text("point");
        if (point.Length > 0 && !points.Contains(point))
        {
            var allowed = string.Join(", ", points);
            map.Wrong(FindingKind.UnknownPoint, "point", point, allowed, Nearest.To(point, points));
        }

        var side = map.Has("below") ? AlarmSide.Below : AlarmSide.Above;
        if (map.Has("above") == map.Has("below"))
        {
            map.Wrong(FindingKind.NeedsOneOf, "above", "", "above, below");
        }

        var above = map.Number("above", -1e6, 1e6);
        var below = map.Number("below", -1e6, 1e6);
        var expires = map.Time("expires", TimeSpan.FromSeconds(5), TimeSpan.FromDays(1), TimeSpan.FromMinutes(10));
        map.Done();
        return new AlarmLimit(point, side, side == AlarmSide.Above ? above : below, expires);
    }

    private static SirenLine? Siren(YamlMap? map, WiringReader wirings)
    {
        if (map is null)
        {
            return null;
        }

        var siren = new SirenLine(
            wirings.ReadOutput(map),
            map.Time("longest", TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(10))
        );
        map.Done();
        return siren;
    }

    private static OutboxLine Outbox(YamlMap? map)
    {
        const long Least = 1L << 20;
        const long Most = 16L << 30;
        var ordinary = new OutboxLine(64L << 20, TimeSpan.FromDays(30));
        if (map is null)
        {
            return ordinary;
        }

        var outbox = new OutboxLine(
            map.Size("size", Least, Most, ordinary.SizeBytes),
            map.Time("age", TimeSpan.FromHours(1), TimeSpan.FromDays(365), ordinary.Age)
        );
        map.Done();
        return outbox;
    }
}
