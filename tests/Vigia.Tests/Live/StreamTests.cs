using System.Net;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Farm;
using Vigia.Server.Live;
using Vigia.Server.Live.Shown;
using Vigia.Wire;

namespace Vigia.Tests.Live;

public sealed class StreamTests
{
    [Fact]
    public async Task A_page_begins_with_all_and_is_told_of_a_reading_by_its_zone_alone()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        await place.ReadsAsync("bomba-1", new Reading("flow", "l/s", 0.8));
        await using var page = await FollowingPage.OpenAsync(browser);
        var first = await page.NextAsync();

        place.Pass(TimeSpan.FromSeconds(1));
        await place.ReadsAsync("cerdos-1", new Reading("temperature", "Cel", 27.5));
        var news = await page.UntilAsync(place, change => change["zones"]!.AsArray().Count > 0);

        Assert.Equal("state", first.EventType);
        var zone = Assert.Single(news["zones"]!.AsArray())!;
        Assert.Equal("porqueriza", (string)zone["name"]!);
        Assert.Equal(27.5, (double)zone["main"]!["value"]!);
    }

    [Fact]
    public async Task A_farm_file_that_was_changed_takes_its_old_zones_and_title_from_open_pages()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        await using var page = await FollowingPage.OpenAsync(browser);
        await page.NextAsync();

        place
            .Get<FarmBook>()
            .Turn(
                Plans.BarnAndPump with
                {
                    Title = "Comuna Nueva",
                    UtcOffset = TimeSpan.FromHours(-5),
                    Zones = [Plans.BarnAndPump.Zones[1]],
                    Nodes = [Plans.BarnAndPump.Nodes[1]],
                }
            );
        var news = await page.UntilAsync(place, change => change["title"] is not null);

        Assert.Equal(("Comuna Nueva", -300), ((string)news["title"]!, (int)news["utcOffset"]!));
        Assert.Equal("bomba", (string)Assert.Single(news["zones"]!.AsArray())!["name"]!);
        Assert.NotNull(news["alerts"]);
    }

    [Fact]
    public async Task A_page_is_told_that_the_server_lives_when_nothing_changes()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        await using var page = await FollowingPage.OpenAsync(browser);
        await page.NextAsync();

        var news = await page.UntilAsync(place, _ => true);

        Assert.Empty(news["zones"]!.AsArray());
        Assert.Null(news["alerts"]);
    }

    [Fact]
    public async Task An_alert_acknowledged_on_one_phone_is_seen_on_another()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        var id = place.Raise("porqueriza", "cerdos-1", "temperature", 36, Server.Alerts.Severity.Severe);
        await using var page = await FollowingPage.OpenAsync(browser);
        await page.NextAsync();

        var answer = await browser.PostAsync($"/api/alerts/{id}/acknowledge", null, default);
        var again = await browser.PostAsync($"/api/alerts/{id}/acknowledge", null, default);
        var news = await page.UntilAsync(place, change => change["alerts"] is not null);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("Acknowledged", (string)news["alerts"]![0]!["state"]!);
        Assert.Equal(LivePlace.Person, (string)news["alerts"]![0]!["acknowledgedBy"]!);
    }

    [Fact]
    public async Task An_alert_that_never_was_cannot_be_acknowledged()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();

        var answer = await browser.PostAsync("/api/alerts/4711/acknowledge", null, default);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_page_too_many_is_told_to_come_again_and_may_when_another_has_left()
    {
        var one = LiveOptions.Default with { MaxClients = 1 };
        await using var place = await LivePlace.StartAsync(options: one);
        using var browser = await place.SignedInAsync();
        var first = await FollowingPage.OpenAsync(browser);

        var second = await browser.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead, default);
        await first.DisposeAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        await Eventually.Until(
            "the seat is free",
            async () =>
            {
                using var third = await browser.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);
                return third.IsSuccessStatusCode;
            }
        );
    }

    [Fact]
    public async Task A_page_that_reads_nothing_is_dropped_and_what_it_missed_is_not_kept()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        using var asleep = await SleepingPage.OpenAsync(place, LivePlace.Person, LivePlace.Password);
        await Eventually.Until("it has a seat", () => place.Get<LiveStream>().Seats == 1);

        await Eventually.Until(
            "it has lost its seat",
            async () =>
            {
                // Each publication has all alerts: more than any buffer holds.
                place.Raise("porqueriza", "cerdos-1", "temperature", 36, Server.Alerts.Severity.Severe);
                place.Machine.Advance(LiveOptions.Default.PublishEvery);
                await Task.Delay(10);
                return place.Get<LiveStream>().Seats == 0;
            }
        );
    }

    [Fact]
    public async Task A_stream_ends_with_its_life_so_that_the_session_is_asked_again()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        await using var page = await FollowingPage.OpenAsync(browser);
        await page.NextAsync();

        place.Machine.Advance(LiveOptions.Default.StreamLife);

        await Eventually.Until("the stream ends", page.HasEndedAsync);
    }
}

/// <summary>A phone that fell asleep: its connection stands, and takes nothing.</summary>
internal sealed class SleepingPage : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        ReceiveBufferSize = 4096,
    };

    public static async Task<SleepingPage> OpenAsync(LivePlace place, string name, string password)
    {
        using var browser = place.Stranger();
        var answer = await browser.SignInAsync(name, password);
        var cookie = answer.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        var page = new SleepingPage();
        await page.socket.ConnectAsync(place.Url.Host, place.Url.Port);
        var asked = $"GET /api/events HTTP/1.1\r\nHost: {place.Url.Authority}\r\nCookie: {cookie}\r\n\r\n";
        await page.socket.SendAsync(Encoding.ASCII.GetBytes(asked));
        return page;
    }

    public void Dispose() => socket.Dispose();
}

/// <summary>A page that follows the server's events.</summary>
internal sealed class FollowingPage : IAsyncDisposable
{
    private readonly HttpResponseMessage answer;
    private readonly CancellationTokenSource late = new(Eventually.Patience);
    private readonly IAsyncEnumerator<SseItem<string>> events;

    private FollowingPage(HttpResponseMessage answer, Stream stream)
    {
        this.answer = answer;
        events = SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator(late.Token);
    }

    public static async Task<FollowingPage> OpenAsync(HttpClient browser)
    {
        var opened = await browser.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);
        return new FollowingPage(opened.EnsureSuccessStatusCode(), await opened.Content.ReadAsStreamAsync());
    }

    public async Task<SseItem<string>> NextAsync()
    {
        Assert.True(await events.MoveNextAsync(), "the stream has ended");
        return events.Current;
    }

    public async Task<bool> HasEndedAsync() => !await events.MoveNextAsync();

    /// <summary>The first change that is such, while the machine's time passes.</summary>
    public async Task<JsonNode> UntilAsync(LivePlace place, Func<JsonNode, bool> condition)
    {
        var next = Task.Run(async () =>
        {
            while (true)
            {
                var news = JsonNode.Parse((await NextAsync()).Data)!;
                if (condition(news))
                {
                    return news;
                }
            }
        });
        await Eventually.Until(
            "the page is told",
            () =>
            {
                place.Machine.Advance(LiveOptions.Default.PublishEvery);
                return next.IsCompleted;
            }
        );
        return await next;
    }

    public async ValueTask DisposeAsync()
    {
        await events.DisposeAsync();
        answer.Dispose();
        late.Dispose();
    }
}
