using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Vigia.Server.Alerts;
using Vigia.Server.Cli;
using Vigia.Server.Farm;
using Vigia.Server.Live.Audit;
using Vigia.Server.Rules;
using Vigia.Tests.Alerts;
using Vigia.Tests.Influx;
using Vigia.Tests.Kit;

namespace Vigia.Tests.Cli;

/// <summary><c>vigia alerts</c> by its socket, as somebody at the farm's machine types it.</summary>
[Collection(AtTheTerminal.Name)]
public sealed class AlertsVerbTests : IAsyncLifetime
{
    private const string Farm = """
        zones: [{ name: pozo, title: { es: Pozo, en: Well }, kind: tank }, { name: post, title: Post, kind: fire-post }]
        nodes: [{ name: pozo-1, zone: pozo }, { name: post-1, zone: post }]
        rules: [{ name: hot, title: { es: Hace calor, en: Too hot }, zone: pozo, point: air, above: 38 }]
        """;

    private readonly FollowerPlace place = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
    private readonly FarmPlan plan = FarmFile.Parse(Farm, "farm.yaml").Plan!;
    private readonly Terminal terminal = new();
    private WebApplication? server;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ListenUnixSocket(Path.Combine(place.Folder, Places.ControlSocket))
        );
        var texts = new AlertTexts(plan);
        builder.Services.AddSingleton(new AlertDesk(place.Store, texts));
        builder.Services.AddSingleton(new AlertNames(plan));
        builder.Services.AddSingleton<FarmBook>(plan);
        builder.Services.AddSingleton(new ServerClocks(clock, clock));
        builder.Services.AddSingleton(place.Store);
        builder.Services.AddSingleton<AuditBook>();
        builder.Services.AddSingleton<AlertActs>();
        server = builder.Build();
        AlertControl.Map(server.MapGroup(""));
        await server.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        terminal.Dispose();
        await server!.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task What_stands_is_listed_in_the_language_of_who_asks()
    {
        Assert.Equal(["No alerts."], await SayAsync(AlertsVerb.ListAsync, English));
        Assert.Equal([new AlertsTextsEs().Nothing], await SayAsync(AlertsVerb.ListAsync, Spanish));

        Raise(17);

        Assert.Equal(
            ["A17   2026-11-23 06:00  severe     Well: Too hot · seen by nobody"],
            await SayAsync(AlertsVerb.ListAsync, English)
        );
        Assert.Equal(
            ["A17   2026-11-23 06:00  grave      Pozo: Hace calor · nadie la ha visto"],
            await SayAsync(AlertsVerb.ListAsync, Spanish)
        );
    }

    [Fact]
    public async Task What_somebody_says_of_an_alert_is_kept_with_his_name_and_shown()
    {
        Raise(17);

        Assert.Equal(["A17: seen."], await SayAsync(AlertsVerb.AckAsync, English, "a17"));
        Assert.Equal(["A17: noted."], await SayAsync(AlertsVerb.NoteAsync, English, "A17", "watered at 15:00"));
        Assert.StartsWith(
            "A17: quiet",
            Assert.Single(await SayAsync(AlertsVerb.SnoozeAsync, English, "A17", null, ("--for", "2h"))),
            StringComparison.Ordinal
        );
        Assert.Contains("quiet until 2026-11-23 08:00", (await SayAsync(AlertsVerb.ListAsync, English))[0], default);

        var shown = await SayAsync(AlertsVerb.ShowAsync, English, "A17");
        Assert.Equal(5, shown.Length);
        Assert.Equal("  2026-11-23 06:00  went beyond the limit", shown[1]);
        Assert.EndsWith(", on the command line: watered at 15:00", shown[3], StringComparison.Ordinal);
        var shownInSpanish = await SayAsync(AlertsVerb.ShowAsync, Spanish, "A17");
        Assert.EndsWith(", por la consola: watered at 15:00", shownInSpanish[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_did_by_the_command_line_is_in_the_audit_and_what_was_refused_is_not()
    {
        Raise(17);
        Raise(18);

        await SayAsync(AlertsVerb.AckAsync, English, "A17");
        await SayAsync(AlertsVerb.SnoozeAsync, English, "A17", null, ("--for", "2h"));
        await SayAsync(AlertsVerb.NoteAsync, English, "A17", "watered at 15:00");
        await SayAsync(AlertsVerb.FalseAsync, English, "A17");
        await SayAsync(AlertsVerb.CloseAsync, English, "A18");
        await RefusedAsync(AlertsVerb.AckAsync, English, "A18");

        var audit = server!.Services.GetRequiredService<AuditBook>().Newest();
        Assert.Equal(
            [
                (AuditAct.Closed, "A18"),
                (AuditAct.DeclaredFalse, "A17"),
                (AuditAct.Noted, "A17: watered at 15:00"),
                (AuditAct.Snoozed, "A17 120 min"),
                (AuditAct.Acknowledged, "A17"),
            ],
            audit.Select(entry => (entry.Act, entry.About))
        );
        Assert.All(audit, entry => Assert.Equal((Environment.UserName, Means.CommandLine), (entry.Who, entry.Means)));
    }

    [Fact]
    public async Task What_was_ended_by_hand_is_listed_for_a_day_and_refuses_further_words()
    {
        Raise(17);
        Raise(18);
        await SayAsync(AlertsVerb.FalseAsync, English, "A17");
        await SayAsync(AlertsVerb.CloseAsync, English, "A18");

        Assert.Equal(["No alerts."], await SayAsync(AlertsVerb.ListAsync, English, null, null, ("--open", "true")));
        Assert.Equal(2, (await SayAsync(AlertsVerb.ListAsync, English)).Length);
        Assert.Equal("A17 is over.", await RefusedAsync(AlertsVerb.AckAsync, English, "A17"));
        clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(["No alerts."], await SayAsync(AlertsVerb.ListAsync, English));
        Assert.Equal(2, (await SayAsync(AlertsVerb.ListAsync, English, null, null, ("--since", "2d"))).Length);
    }

    [Fact]
    public async Task What_cannot_be_is_said_in_a_sentence()
    {
        Raise(17);
        Raise(18, "fire", "post");
        await SayAsync(AlertsVerb.AckAsync, English, "A17");

        Assert.Equal(English.NeedsCode(null), await RefusedAsync(AlertsVerb.AckAsync, English, null));
        Assert.Equal(English.NeedsCode("17A"), await RefusedAsync(AlertsVerb.ShowAsync, English, "17A"));
        Assert.Equal("There is no alert A19.", await RefusedAsync(AlertsVerb.ShowAsync, English, "A19"));
        Assert.Equal("There is no alert A19.", await RefusedAsync(AlertsVerb.AckAsync, English, "A19"));
        Assert.Contains("seen already", await RefusedAsync(AlertsVerb.AckAsync, English, "A17"), default);
        Assert.Equal(English.NeedsNote, await RefusedAsync(AlertsVerb.NoteAsync, English, "A17"));
        Assert.Equal(English.NeedsNote, await RefusedAsync(AlertsVerb.NoteAsync, English, "A17", " "));
        Assert.Contains(
            "1m",
            await RefusedAsync(AlertsVerb.SnoozeAsync, English, "A17", null, ("--for", "3d")),
            default
        );
        Assert.Equal("Nobody sleeps on a fire.", await RefusedAsync(AlertsVerb.SnoozeAsync, English, "A18"));
        Assert.Equal(
            Spanish.Refused("A18", DeskAnswer.FireIsNotSnoozed),
            await RefusedAsync(AlertsVerb.SnoozeAsync, Spanish, "A18")
        );

        await server!.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new TextsEn().NoServer(place.Folder), await RefusedAsync(AlertsVerb.ListAsync, English));
    }

    [Fact]
    public void Every_reason_of_a_trail_has_words_in_both_languages()
    {
        foreach (var texts in (AlertsTexts[])[English, Spanish])
        {
            Assert.All(Enum.GetValues<StepReason>(), reason => Assert.NotEqual($"{reason}", Words(texts, reason)));
        }
    }

    [Fact]
    public void Every_verdict_that_raises_changes_or_ends_an_alert_is_a_reason_of_its_trail()
    {
        var steps = Enum.GetValues<Verdict>().Where(verdict => verdict >= Verdict.CameBack);

        Assert.All(steps, verdict => Assert.Equal($"{verdict}", $"{StepReasons.Of(verdict)}"));
    }

    private static AlertsTextsEn English { get; } = new();

    private static AlertsTextsEs Spanish { get; } = new();

    private static string Words(AlertsTexts texts, StepReason reason) =>
        texts
            .Line(new StepLine("", StepKind.Began, reason, AlertState.Raised, Who: null, Means: null, Note: null))
            .Trim();

    private async Task<string[]> SayAsync(
        Func<Settings, CancellationToken, Task<int>> verb,
        AlertsTexts texts,
        string? code = null,
        string? second = null,
        params (string Name, string Value)[] options
    )
    {
        var from = terminal.Output.Length;
        var settings = new Settings(
            option => option == "--data" ? place.Folder : options.FirstOrDefault(given => given.Name == option).Value,
            code,
            texts is AlertsTextsEs ? new TextsEs() : new TextsEn()
        )
        {
            Second = second,
        };
        Assert.Equal(ExitCode.Good, await verb(settings, TestContext.Current.CancellationToken));
        return terminal.Output[from..].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<string> RefusedAsync(
        Func<Settings, CancellationToken, Task<int>> verb,
        AlertsTexts texts,
        string? code = null,
        string? second = null,
        params (string Name, string Value)[] options
    ) => (await Assert.ThrowsAsync<PlainWords>(() => SayAsync(verb, texts, code, second, options))).Message;

    private void Raise(long id, string rule = "hot", string zone = "pozo")
    {
        var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var alert = AlertStoreTests.AlertOf(id) with { Rule = rule, Zone = zone, RaisedMs = at, RaisedEventMs = at };
        place.Store.TryWrite("an alert", db => AlertTable.Insert(db, alert, StepReason.WentBeyond));
    }
}
