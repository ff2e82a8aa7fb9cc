using System.Globalization;
using Vigia.Server.Farm;
using Vigia.Tests.Repository;
using YamlDotNet.RepresentationModel;

namespace Vigia.Tests.Fire;

/// <summary>One thing that happens at the posts.</summary>
/// <param name="Post">1 to 3; 0: at all.</param>
/// <param name="Chip">Of a fault or a lighter.</param>
/// <param name="Fault">Its name; else empty.</param>
internal sealed record PostEvent(
    string What,
    int Post,
    TimeSpan After,
    TimeSpan For,
    double Strength = 1,
    string Chip = "",
    string Fault = ""
)
{
    public bool IsAt(TimeSpan since) => since >= After && since < After + For;

    public bool Concerns(int post) => Post == 0 || Post == post;
}

/// <summary>One row of the suite. What it does not expect is null.</summary>
internal sealed record FireRow(string Name, TimeSpan At, TimeSpan Lasts, IReadOnlyList<PostEvent> Events)
{
    public bool IsHot { get; init; }
    public int? Sms { get; init; }
    public int? Brigade { get; init; }
    public int? Suspected { get; init; }
    public string? Stage { get; init; }
    public int? Fires { get; init; }

    public override string ToString() => Name;
}

/// <summary>The scenario suite as its file has it.</summary>
internal sealed class FireScript
{
    // A front needs eight minutes from post to post.
    private static readonly TimeSpan FromPostToPost = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan FireLasts = TimeSpan.FromMinutes(45);

    private readonly YamlMappingNode root;

    private FireScript(YamlMappingNode root) => this.root = root;

    public static FireScript Read()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Checkout.Read("tests/Vigia.Tests/Fire/scenarios.yaml")));
        return new FireScript((YamlMappingNode)yaml.Documents[0].RootNode);
    }

    public int Seed => int.Parse(Text(root, "seed")!, CultureInfo.InvariantCulture);

    public TimeSpan NearEvery => Span(root, "near_every");

    public TimeSpan CalmEvery => Span(root, "calm_every");

    public TimeSpan Within => Span(root, "within");

    public IReadOnlyList<FireRow> Rows => [.. List(root, "rows").Select(RowOf)];

    /// <summary>Every fault of every chip, alone.</summary>
    public IReadOnlyList<FireRow> FaultRows =>
        [
            .. Faults.Select(fault => new FireRow(
                $"{fault.Chip} {fault.Fault}",
                Clock(root, "fault_at"),
                Span(root, "fault_lasts"),
                [
                    new PostEvent(
                        "fault",
                        2,
                        TimeSpan.FromMinutes(5),
                        Span(root, "fault_lasts"),
                        1,
                        fault.Chip,
                        fault.Fault
                    ),
                ]
            )
            {
                IsHot = true,
                Sms = 0,
            }),
        ];

    public IReadOnlyList<(string Chip, string Fault)> Faults =>
        [
            .. ((YamlMappingNode)root["faults"]).Children.SelectMany(chip =>
                ((YamlSequenceNode)chip.Value).Select(fault => ($"{chip.Key}", $"{fault}"))
            ),
        ];

    /// <summary>How often something comes in a year.</summary>
    public int InAYear(string what) =>
        int.Parse(Text((YamlMappingNode)root["year"], what)!, CultureInfo.InvariantCulture);

    /// <summary>A fire at one post, or at all of them one after the other.</summary>
    public static IEnumerable<PostEvent> FiresOf(PostEvent said)
    {
        if (said.What != "front")
        {
            return [said.For > TimeSpan.Zero ? said : said with { For = FireLasts }];
        }

        int[] way = said.Post switch
        {
            1 => [1, 2, 3],
            3 => [3, 2, 1],
            _ => [2, 1, 3],
        };
        return way.Select(
            (post, i) =>
                said with
                {
                    What = "fire",
                    Post = post,
                    After = said.After + (i * FromPostToPost),
                    For = FireLasts,
                }
        );
    }

    private static FireRow RowOf(YamlMappingNode row) =>
        new(
            Text(row, "name")!,
            Clock(row, "at"),
            Span(row, "lasts"),
            [.. List(row, "events").Select(EventOf).SelectMany(FiresOf)]
        )
        {
            IsHot = Text(row, "hot") == "true",
            Sms = Number(row, "sms"),
            Brigade = Number(row, "brigade"),
            Suspected = Number(row, "suspected"),
            Stage = Text(row, "stage"),
            Fires = Number(row, "fires"),
        };

    private static PostEvent EventOf(YamlMappingNode said) =>
        new(
            Text(said, "what")!,
            Number(said, "post") ?? 0,
            Span(said, "after"),
            Text(said, "for") is null ? TimeSpan.Zero : Span(said, "for"),
            double.Parse(Text(said, "strength") ?? "1", CultureInfo.InvariantCulture),
            Text(said, "chip") ?? "",
            Text(said, "fault") ?? ""
        );

    private static IEnumerable<YamlMappingNode> List(YamlMappingNode at, string key) =>
        ((YamlSequenceNode)at[key]).Cast<YamlMappingNode>();

    private static string? Text(YamlMappingNode at, string key) =>
        at.Children.TryGetValue(key, out var found) ? $"{found}" : null;

    private static int? Number(YamlMappingNode at, string key) =>
        Text(at, key) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static TimeSpan Span(YamlMappingNode at, string key) =>
        Spans.TryRead(Text(at, key)!, out var span) ? span : throw new FormatException($"{key} is no span");

    private static TimeSpan Clock(YamlMappingNode at, string key) =>
        TimeSpan.Parse(Text(at, key)!, CultureInfo.InvariantCulture);
}
