using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vigia.Server.Live;

namespace Vigia.Tests.Live;

public sealed partial class PageTests
{
    private const int MostBytes = 150 * 1024;

    private static readonly PageFiles Files = new();

    [Fact]
    public void What_people_read_is_there_in_both_languages()
    {
        var (spanish, english) = (Words("es"), Words("en"));

        Assert.NotEmpty(spanish);
        Assert.Equal(spanish.Keys.Order(), english.Keys.Order());
        Assert.All(spanish, word => Assert.Equal(Gaps(word.Value), Gaps(english[word.Key])));
        Assert.DoesNotContain(spanish.Concat(english), word => string.IsNullOrWhiteSpace(word.Value));
    }

    [Fact]
    public void Every_word_the_page_asks_for_is_known()
    {
        var asked = Files
            .All.Where(file => file.Name.EndsWith(".js", StringComparison.Ordinal))
            .SelectMany(file => Asked().Matches(Text(file)))
            .Select(match => match.Groups["key"].Value)
            .Distinct()
            .ToList();

        Assert.Contains("banner.good", asked);
        Assert.Empty(asked.Except(Words("es").Keys));
    }

    [Theory]
    [InlineData(typeof(Server.Live.SignIn.DoorRefusal), "refused.")]
    [InlineData(typeof(Server.Live.SignIn.AccountOutcome), "refused.")]
    [InlineData(typeof(Server.Live.Shown.ZoneState), "state.")]
    [InlineData(typeof(Server.Alerts.Severity), "severity.")]
    [InlineData(typeof(Server.Alerts.DeskAnswer), "refused.")]
    [InlineData(typeof(Server.Alerts.MaintenanceAnswer), "refused.")]
    [InlineData(typeof(Server.Alerts.StepReason), "step.")]
    [InlineData(typeof(Server.Alerts.Means), "means.")]
    [InlineData(typeof(Server.Live.SignIn.KioskOutcome), "refused.")]
    [InlineData(typeof(Server.Live.FarmTrial.TrialRefusal), "refused.")]
    [InlineData(typeof(Server.Live.SignIn.Role), "role.")]
    [InlineData(typeof(Server.Calls.Drills.DrillAnswer), "refused.")]
    [InlineData(typeof(Server.Rules.People.WordAnswer), "refused.")]
    [InlineData(typeof(Server.Rules.People.WordKind), "fire.")]
    [InlineData(typeof(Server.Calls.CallMeans), "callMeans.")]
    [InlineData(typeof(Server.Nodes.Orders.OrderOutcome), "outcome.")]
    [InlineData(typeof(Server.Sms.RingState), "outcome.")]
    [InlineData(typeof(Server.Live.Audit.AuditAct), "act.")]
    [InlineData(typeof(Wire.ClockQuality), "clock.")]
    [InlineData(typeof(Vigia.Edge.Outbox.DropReason), "drop.")]
    public void Every_reason_the_server_gives_has_words(Type reasons, string prefix)
    {
        var needed = Enum.GetNames(reasons)
            .Except(["None", "Done", "Begun", "NoSuchZone", "Taken", "TakenUnstored"])
            .Select(name => prefix + name);

        Assert.Empty(needed.Except(Words("es").Keys));
    }

    [Fact]
    public void Every_quantity_and_every_fault_of_a_sensor_has_words()
    {
        var quantities = Wire
            .Quantity.All.Concat(Wire.Quantity.Derived)
            .Select(quantity => $"quantity.{quantity.Name}");
        var faults = Enum.GetNames<Vigia.Edge.Sensors.SensorFault>().Select(fault => $"fault.{fault}");

        Assert.Empty(quantities.Concat(faults).Except(Words("es").Keys));
    }

    [Fact]
    public void The_first_load_is_small_and_asks_no_other_place()
    {
        var text = string.Concat(
                Files.All.Where(file => !file.Name.EndsWith(".png", StringComparison.Ordinal)).Select(Text)
            )
            .Replace("http://www.w3.org/2000/svg", "");

        Assert.InRange(Files.All.Where(IsOfFirstLoad).Sum(file => file.Plain.Length), 1, MostBytes);
        Assert.DoesNotContain("http://", text, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", text, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", text, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/live.js")]
    [InlineData("/api/state")]
    [InlineData("/nowhere")]
    public async Task Every_answer_forbids_scripts_and_frames_of_others(string path)
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = place.Stranger();

        var answer = await browser.GetAsync(path, TestContext.Current.CancellationToken);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task A_phone_that_has_the_page_does_not_load_it_again()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = place.Stranger();
        var first = await browser.GetAsync("/", TestContext.Current.CancellationToken);
        browser.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        var second = await browser.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal("text/html", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task What_is_packed_is_the_same_page()
    {
        await using var place = await LivePlace.StartAsync();
        using var unpacking = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.Brotli };
        using var phone = new HttpClient(unpacking) { BaseAddress = place.Url };
        using var plain = place.Stranger();

        Assert.Equal(
            await plain.GetStringAsync("/live.css", default),
            await phone.GetStringAsync("/live.css", default)
        );
    }

    // Not what is imported when it is asked for, nor the other language, nor the large icons of the home screen.
    private static bool IsOfFirstLoad(PageFile file)
    {
        var later = Later()
            .Matches(Text(Files.All.Single(f => f.Name == "live.js")))
            .Select(match => match.Groups["name"].Value);
        return !later.Concat(["en.json", "icon-192.png", "icon-512.png"]).Contains(file.Name);
    }

    private static Dictionary<string, string> Words(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(
            Files.All.Single(f => f.Name == language + ".json").Plain
        )!;

    private static string Text(PageFile file) => System.Text.Encoding.UTF8.GetString(file.Plain);

    private static IEnumerable<string> Gaps(string words) => Gap().Matches(words).Select(gap => gap.Value).Order();

    [GeneratedRegex(@"\bt\(""(?<key>[^""]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asked();

    [GeneratedRegex(@"import\(""\./(?<name>[^""]+)""\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Later();

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, 1000)]
    private static partial Regex Gap();
}
