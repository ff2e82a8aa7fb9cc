using System.Globalization;
using System.Text;
using Vigia.Server.Cli;
using Vigia.Server.Farm;
using Vigia.Server.Rules.Replay;
using Vigia.Tests.Kit;
using Vigia.Wire;

namespace Vigia.Tests.Rules;

[Collection(AtTheTerminal.Name)]
public sealed class ReplayVerbTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vigia-replay-test-");
    private readonly Terminal terminal = new();

    public void Dispose()
    {
        terminal.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_table_of_a_hot_noon_tells_its_one_alarm_with_time_length_and_messages()
    {
        Write("farm.yaml", FarmFile.DemoText());
        var table = Write("noon.csv", Noon());

        var exit = await ReplayAsync(null, ("--csv", table), ("--data", folder.FullName));

        Assert.Equal(ExitCode.Good, exit);
        Assert.Contains(
            "2026-02-10 12:30:00  30 min 0 s  heat  Severe  Greenhouse 1: Greenhouse too hot\n",
            terminal.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "    12:30:00  Invernadero 1: Calor en el invernadero",
            terminal.Output,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "rows 541, alarms 1, standing 0, messages 2, texts 11, people 4\n",
            terminal.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Another_rules_alarms_are_not_told()
    {
        Write("farm.yaml", FarmFile.DemoText());
        var table = Write("noon.csv", Noon());

        await ReplayAsync("soil-dry", ("--csv", table), ("--data", folder.FullName));

        Assert.Equal("rows 541, alarms 0, standing 0, messages 0, texts 0, people 0\n", terminal.Output);
    }

    [Fact]
    public async Task A_replay_leaves_nothing_behind_where_it_read()
    {
        Write("farm.yaml", FarmFile.DemoText());
        var table = Write("noon.csv", Noon());

        await ReplayAsync(null, ("--csv", table), ("--data", folder.FullName));

        Assert.Equal(["farm.yaml", "noon.csv"], folder.GetFiles().Select(file => file.Name).Order());
    }

    [Fact]
    public async Task Lines_that_are_no_readings_are_told_and_the_rest_is_judged()
    {
        Write("farm.yaml", FarmFile.DemoText());
        var table = Write(
            "bad.csv",
            "time,node,point,value\nyesterday,inv-1,temperature,1\n2026-02-10T12:00,INV 1,temperature,1\n2026-02-10T12:00,inv-1,temperature,hot\n2026-02-10T12:00,inv-1,temperature,41\n"
        );

        var exit = await ReplayAsync(null, ("--csv", table), ("--data", folder.FullName));

        Assert.Equal(ExitCode.Wrong, exit);
        Assert.Equal("rows 1, alarms 0, standing 0, messages 0, texts 0, people 0\n", terminal.Output);
        Assert.Equal(4, terminal.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task What_cannot_be_replayed_is_said_in_one_sentence()
    {
        await Refused("Say on what: --days 7 or --csv FILE, one of them.", null);
        await Refused(
            $"There is no vigia in {folder.FullName}: say --data.",
            null,
            ("--days", "7"),
            ("--data", folder.FullName)
        );
        Write("t.csv", "a,b\n1,2\n");
        await Refused(
            "The table has no column 'time'; it has a, b.",
            null,
            ("--csv", Path.Combine(folder.FullName, "t.csv")),
            ("--data", folder.FullName)
        );
        var wrong = await Assert.ThrowsAsync<PlainWords>(() =>
            ReplayAsync("hea", ("--days", "7"), ("--data", folder.FullName))
        );
        Assert.StartsWith("There is no rule 'hea'; there are ", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_farm_file_is_held_against_the_present_one()
    {
        Write("farm.yaml", FarmFile.DemoText());
        var changed = Write("new.yaml", Sooner());
        var table = Write("noon.csv", Noon());

        await ReplayAsync(null, ("--csv", table), ("--data", folder.FullName), ("--farm", changed));

        Says($"Held against {Path.Combine(folder.FullName, "farm.yaml")}:\n");
        Says("new  2026-02-10 11:30:00  1 h 30 min, still  noon-warm  Moderate  Greenhouse 1: ");
        Says(
            "longer (was 30 min 0 s)  2026-02-10 12:10:00  50 min 0 s  heat  Severe  Greenhouse 1: Greenhouse too hot\n"
        );
        Says("\nsame 0, added 1, gone 0, longer 1, shorter 0, worse 0, milder 0\nrows 541, alarms 2, ");
        Says("Texts, were nobody to answer: ");
    }

    [Fact]
    public async Task The_way_back_is_shorter_and_a_rule_that_goes_may_still_be_asked_for()
    {
        Write("farm.yaml", Sooner());
        var changed = Write("old.yaml", FarmFile.DemoText());
        var table = Write("noon.csv", Noon());
        (string, string)[] words = [("--csv", table), ("--data", folder.FullName), ("--farm", changed)];

        await ReplayAsync(null, new TextsEs(), words);
        Says("ya no  2026-02-10 11:30:00  1 h 30 min, sigue  noon-warm");
        Says("más corta (antes 50 min 0 s)  2026-02-10 12:30:00  30 min 0 s  heat");
        Says("SMS, si nadie responde: ");

        await ReplayAsync("noon-warm", words);
        Says("\nsame 0, added 0, gone 1, longer 0, shorter 0, worse 0, milder 0\nrows 541, alarms 0, ");
    }

    [Fact]
    public async Task A_present_file_that_is_wrong_is_no_measure_and_a_new_one_that_is_wrong_is_refused()
    {
        Write("farm.yaml", "rules: [{ name: x }]");
        var good = Write("new.yaml", FarmFile.DemoText());
        var table = Write("noon.csv", Noon());

        await ReplayAsync(null, ("--csv", table), ("--data", folder.FullName), ("--farm", good));

        Assert.StartsWith("Not held against ", terminal.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("same ", terminal.Output, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<PlainWords>(() =>
            ReplayAsync(null, ("--csv", table), ("--farm", Path.Combine(folder.FullName, "farm.yaml")))
        );
        Assert.Contains("farm.yaml", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_ends_at_its_bounds_and_says_so()
    {
        var (plan, _) = FarmFile.Parse(FarmFile.DemoText(), "farm.yaml");
        var now = RulesPlace.Ten;
        var rows = Enumerable
            .Range(1, 50)
            .Select(i =>
                Influx.ListLedger.Row(
                    i,
                    now.AddSeconds(i),
                    now.AddSeconds(i),
                    "inv-1",
                    new Reading("temperature", "Cel", 20)
                )
            );

        var few = Trials.OnTable(rows, plan!, new TrialSettings(null, new TrialBounds(10, TimeSpan.MaxValue), default));
        var brief = Trials.OnTable(
            rows,
            plan!,
            new TrialSettings(null, new TrialBounds(99, -TimeSpan.FromSeconds(1)), default)
        );
        var whole = Trials.OnTable(rows, plan!, new TrialSettings(null, TrialBounds.OfPage, default));

        Assert.Equal((TrialEnd.TooManyRows, 10), (few.End, few.Rows));
        Assert.Equal((TrialEnd.TooLong, 0), (brief.End, brief.Rows));
        Assert.Equal((TrialEnd.Whole, 50), (whole.End, whole.Rows));
    }

    private void Says(string words) => Assert.Contains(words, terminal.Output, StringComparison.Ordinal);

    private static string Sooner() =>
        FarmFile
            .DemoText()
            .Replace(
                "heat: { above: 40, clear: 38, for: 30m, severity: severe }",
                "heat: { above: 40, clear: 38, for: 10m, severity: severe }",
                StringComparison.Ordinal
            )
            .Replace(
                "rules:\n  - name: cold-night",
                "rules:\n  - { name: noon-warm, severity: moderate, point: temperature, zone: invernadero-1, above: 36, clear: 35 }\n  - name: cold-night",
                StringComparison.Ordinal
            );

    private async Task Refused(string words, string? rule, params (string, string)[] options) =>
        Assert.Equal(words, (await Assert.ThrowsAsync<PlainWords>(() => ReplayAsync(rule, options))).Message);

    private static Task<int> ReplayAsync(string? rule, params (string Name, string Value)[] options) =>
        ReplayAsync(rule, new TextsEn(), options);

    private static Task<int> ReplayAsync(string? rule, Texts texts, params (string Name, string Value)[] options) =>
        ReplayVerb.RunAsync(
            new Settings(name => options.FirstOrDefault(option => option.Name == name).Value, rule, texts),
            TestContext.Current.CancellationToken
        );

    // From 11:30 on, a reading every 10 s: an hour above 40 °C from noon on.
    private static string Noon()
    {
        var table = new StringBuilder("time,node,point,value,unit\n");
        var start = new DateTime(2026, 2, 10, 11, 30, 0);
        for (var i = 0; i <= 540; i++)
        {
            var value = i is >= 180 and < 540 ? 41 : 37;
            table.Append(CultureInfo.InvariantCulture, $"{start.AddSeconds(10 * i):s},inv-1,temperature,{value},Cel\n");
        }

        return table.ToString();
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
