using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Vigia.EndToEnd.Kit;
using Vigia.Server.Live;

namespace Vigia.Browser.Kit;

/// <summary>Puts the farm in order between tests: a coordinator who asks the server without a browser.</summary>
internal sealed class Caretaker : IDisposable
{
    private readonly HttpClient server;

    public Caretaker(Uri url)
    {
        server = new HttpClient { BaseAddress = url };
        server.DefaultRequestHeaders.Add(OwnPageOnly.Header, "1");
    }

    public void Dispose() => server.Dispose();

    /// <summary>Returns when no alert and no drill stands: what a test that failed left behind is not the next one's.</summary>
    public Task CalmAsync() =>
        Eventually.Until(
            "nothing stands on the farm",
            async () =>
            {
                var open = (await AskAsync("/api/alerts"))["open"]!.AsArray();
                foreach (var alert in open)
                {
                    await PostAsync($"/api/alerts/{alert!["id"]}/close", new { });
                }

                var drills = (await AskAsync("/api/drills")).AsArray();
                foreach (var drill in drills.Where(drill => !(bool)drill!["isOver"]!))
                {
                    await PostAsync($"/api/drill/{drill!["alert"]}/end", new { });
                }

                return open.Count == 0 && drills.All(drill => (bool)drill!["isOver"]!);
            }
        );

    public async Task<JsonNode> AskAsync(string path)
    {
        using var answer = await SendAsync(() => server.GetAsync(path));
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
    }

    public async Task PostAsync(string path, object form)
    {
        using var answer = await SendAsync(() => server.PostAsJsonAsync(path, form));
    }

    // Its session is one of the coordinator's: the server ends the oldest of many.
    private async Task<HttpResponseMessage> SendAsync(Func<Task<HttpResponseMessage>> send)
    {
        var answer = await send();
        if (answer.StatusCode != HttpStatusCode.Unauthorized)
        {
            return answer;
        }

        answer.Dispose();
        var form = new { name = BrowserFarm.Coordinator, password = BrowserFarm.Password };
        (await server.PostAsJsonAsync("/api/sign-in", form)).EnsureSuccessStatusCode();
        return await send();
    }
}
