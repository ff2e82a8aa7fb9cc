using Vigia.Server;
using Vigia.Server.Cli;
using Vigia.Server.Demo;

namespace Vigia.Tests.Kit;

/// <summary>The shipped verbs: their own options and help, and a note in place of what they would do.</summary>
internal sealed class Verbs(Texts texts)
{
    public Settings? Settings { get; private set; }

    public string? Ran { get; private set; }

    /// <summary>What the verb does with its settings.</summary>
    public Func<Settings, int> Does { get; set; } = _ => ExitCode.Good;

    public IReadOnlyList<Verb> All =>
        [
            Noting("demo", texts.DemoHelp, DemoOptions.Names, DemoOptions.Argument),
            Noting("serve", texts.ServeHelp, ServeOptions.Names),
            Noting("check", texts.CheckHelp, [], "FILE", ["--schema"]),
            Noting("burn begin", BurnTexts.Of(texts).Help, BurnVerb.BeginOptions, "ZONE"),
            Noting("user add", texts.UserHelp, UserVerb.AddOptions, "NAME"),
            Noting("node add", texts.NodeHelp, NodeVerb.Options, "NAME"),
            Noting("people", texts.PeopleHelp, PeopleVerb.Options),
            Noting("rebuild influx", texts.RebuildHelp, ["--data"]),
            Noting("derive", DeriveVerb.Help(texts), DeriveVerb.Options, "CHANNEL"),
            Noting("qc", texts.QcHelp, QcVerb.Options),
            Noting("replay", texts.ReplayHelp, ReplayVerb.Options, "RULE"),
            Noting("report", texts.ReportHelp, ReportVerb.Options),
        ];

    public Task<int> Say(params string[] words) => new CommandLine(All, texts).InvokeAsync(words);

    private Verb Noting(
        string path,
        string help,
        IReadOnlyList<string> options,
        string? argument = null,
        IReadOnlyList<string>? flags = null
    ) =>
        new(
            path,
            help,
            options,
            (settings, _) =>
            {
                (Settings, Ran) = (settings, path);
                return Task.FromResult(Does(settings));
            },
            argument,
            flags
        );
}
