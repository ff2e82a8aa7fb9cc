using System.Text.Json;
using System.Text.RegularExpressions;
using Vigia.Dashboards;
using Vigia.Tests.Repository;

namespace Vigia.Tests.Charts;

/// <summary>What must hold of every dashboard before anybody looks at it.</summary>
public sealed partial class BoardFormTests
{
    private static readonly string[] Units =
    [
        "celsius",
        "percent",
        "percentunit",
        "ppm",
        "flowlpm",
        "amp",
        "none",
        "suffix: L",
        "time:DD/MM HH:mm",
        "time:HH:mm",
    ];

    public static TheoryData<string> Paths => Boards.Paths;

    [Fact]
    public void What_is_shipped_is_what_the_generator_makes()
    {
        var made = Shelf.Files().ToDictionary(file => $"dashboards/{file.Path}", file => file.Text);

        Assert.Equal(made.Keys.Order(), Paths.Select(row => row.Data).Order());
        Assert.All(made, file => Assert.Equal(file.Value, Checkout.Read(file.Key)));
    }

    [Fact]
    public void There_are_six_in_each_language_and_no_two_share_a_uid()
    {
        var uids = Paths.Select(row => Boards.Read(row.Data).Text("uid")).ToList();

        Assert.Equal(12, uids.Distinct().Count());
        Assert.Equal(6, uids.Count(uid => uid!.EndsWith("-en", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Paths))]
    public void A_dashboard_is_of_the_known_form_and_changed_only_here(string path)
    {
        var board = Boards.Read(path);

        Assert.Equal(42, board.GetProperty("schemaVersion").GetInt32());
        Assert.False(board.GetProperty("editable").GetBoolean());
        Assert.False(board.TryGetProperty("id", out _));
        Assert.Matches("^[a-z-]{1,40}$", board.Text("uid"));
        Assert.NotEmpty(board.Text("title")!);
        Assert.NotEmpty(board.Text("description")!);
        Assert.NotEmpty(board.GetProperty("tags").EnumerateArray());
        Assert.DoesNotMatch("https?://|<script", Checkout.Read(path));
    }

    [Theory, MemberData(nameof(Paths))]
    public void Panels_say_what_they_show_and_what_they_show_when_there_is_nothing(string path)
    {
        foreach (var panel in Boards.Panels(Boards.Read(path)))
        {
            Assert.NotEmpty(panel.Text("title")!);
            if (panel.Text("type") == "row")
            {
                continue;
            }

            Assert.NotEmpty(panel.Text("description")!);
            if (panel.Text("type") == "text")
            {
                continue;
            }

            var field = panel.GetProperty("fieldConfig").GetProperty("defaults");
            Assert.NotEmpty(field.Text("noValue")!);
            Assert.NotEmpty(panel.GetProperty("targets").EnumerateArray());
            Assert.True(field.Text("unit") is not { } unit || Units.Contains(unit), field.Text("unit"));
        }
    }

    [Theory, MemberData(nameof(Paths))]
    public void Panels_do_not_lie_on_each_other(string path)
    {
        var taken = new HashSet<(int, int)>();
        var ids = new HashSet<int>();
        foreach (var panel in Boards.Panels(Boards.Read(path)))
        {
            Assert.True(ids.Add(panel.GetProperty("id").GetInt32()));
            var grid = panel.GetProperty("gridPos");
            var (x, y) = (grid.GetProperty("x").GetInt32(), grid.GetProperty("y").GetInt32());
            var (w, h) = (grid.GetProperty("w").GetInt32(), grid.GetProperty("h").GetInt32());
            Assert.InRange(x + w, 1, 24);
            foreach (var place in from dx in Enumerable.Range(x, w) from dy in Enumerable.Range(y, h) select (dx, dy))
            {
                Assert.True(taken.Add(place), $"{panel.Text("title")} lies on another");
            }
        }
    }

    [Theory, MemberData(nameof(Paths))]
    public void Queries_keep_to_the_time_shown_name_their_fields_and_ask_the_source_that_is_provisioned(string path)
    {
        var board = Boards.Read(path);

        Assert.All(
            Boards.Queries(board),
            query => Assert.Contains("$timeFilter", query.Text, StringComparison.Ordinal)
        );
        Assert.All(
            Boards.Queries(board),
            query => Assert.DoesNotContain("SELECT *", query.Text, StringComparison.Ordinal)
        );
        Assert.Equal(
            [Provisioning.SourceUid],
            Uid().Matches(Checkout.Read(path)).Select(m => m.Groups["uid"].Value).Distinct()
        );
        foreach (var panel in Boards.Panels(board).Where(p => p.Text("type") is "timeseries" or "state-timeline"))
        {
            Assert.All(
                panel.GetProperty("targets").EnumerateArray(),
                target => Assert.Contains("GROUP BY time($__interval)", target.Text("query"), StringComparison.Ordinal)
            );
        }
    }

    [Theory, MemberData(nameof(Paths))]
    public void A_variable_is_used_and_asked_anew_when_the_time_changes(string path)
    {
        var board = Boards.Read(path);

        foreach (var variable in Boards.Variables(board))
        {
            Assert.Equal(2, variable.GetProperty("refresh").GetInt32());
            Assert.Contains(
                Boards.Queries(board),
                q => q.Text.Contains($"${variable.Text("name")}", StringComparison.Ordinal)
            );
        }
    }

    [Theory, MemberData(nameof(Paths))]
    public void What_says_now_looks_no_further_back_than_ten_minutes(string path)
    {
        // What is summed over a day or made each hour is no state of now.
        string[] longer = ["7d", "24h", "3h"];
        foreach (var panel in Boards.Panels(Boards.Read(path)).Where(p => p.Text("type") == "stat"))
        {
            var only = panel.Text("timeFrom");
            Assert.NotNull(only);
            Assert.True(longer.Contains(only) || Boards.Span(only) <= TimeSpan.FromMinutes(10), panel.Text("title"));
        }
    }

    [Theory, MemberData(nameof(Paths))]
    public void States_are_coloured_by_their_own_word_never_by_thresholds_and_no_signal_is_grey(string path)
    {
        var text = Checkout.Read(path);

        Assert.DoesNotContain("\"thresholds\"", text, StringComparison.Ordinal);
        foreach (var panel in Boards.Panels(Boards.Read(path)).Where(p => p.Text("type") == "state-timeline"))
        {
            var field = panel.GetProperty("fieldConfig").GetProperty("defaults");
            Assert.NotEmpty(field.GetProperty("mappings").EnumerateArray());
            Assert.Equal("fixed", field.GetProperty("color").Text("mode"));
        }

        var colours = Mapping().Matches(text).ToLookup(m => m.Groups["text"].Value, m => m.Groups["colour"].Value);
        Assert.All(colours["SIN SEÑAL"].Concat(colours["NO SIGNAL"]), colour => Assert.Equal("#6b7280", colour));
        Assert.All(colours["ACTUAR"].Concat(colours["ACT"]), colour => Assert.Equal("#c8102e", colour));
    }

    [Fact]
    public void Red_is_said_of_nothing_but_what_asks_to_act()
    {
        string[] red = ["ACTUAR", "ACT", "^(ACTUAR.*)$", "^(ACT.*)$", "^(FUEGO.*)$", "^(FIRE.*)$"];
        var texts = Paths.Select(row => Checkout.Read(row.Data)).ToList();
        var values = texts.SelectMany(text => Mapping().Matches(text)).Where(m => m.Groups["text"].Value != "$1");
        var said = values
            .Select(m => (Word: m.Groups["text"].Value, Colour: m.Groups["colour"].Value))
            .Concat(
                texts
                    .SelectMany(text => Beginning().Matches(text))
                    .Select(m => (Word: m.Groups["pattern"].Value, Colour: m.Groups["colour"].Value))
            )
            .ToList();

        Assert.Equal(
            red.Order(),
            said.Where(each => each.Colour == "#c8102e").Select(each => each.Word).Distinct().Order()
        );
        Assert.Contains(said, each => each.Word.Contains("falló", StringComparison.Ordinal));
    }

    [GeneratedRegex("\"type\": \"influxdb\",\\s+\"uid\": \"(?<uid>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uid();

    [GeneratedRegex(
        "\"text\": \"(?<text>[^\"]+)\",\\s+\"color\": \"(?<colour>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Mapping();

    // A text that begins with a word is shown as it is, in that word's colour.
    [GeneratedRegex(
        "\"pattern\": \"(?<pattern>[^\"]+)\",\\s+\"result\": \\{\\s+\"text\": \"\\$1\",\\s+\"color\": \"(?<colour>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Beginning();
}
