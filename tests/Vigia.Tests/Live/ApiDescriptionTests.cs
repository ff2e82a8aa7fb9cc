using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Vigia.Tests.Live;

public sealed class ApiDescriptionTests
{
    [Fact]
    public async Task Every_path_of_the_api_is_described_with_what_it_answers()
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();

        var document = (await browser.GetFromJsonAsync<JsonNode>("/api/openapi.json"))!;

        var described = document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(verb => $"{verb.Key.ToUpperInvariant()} {path.Key}"));
        Assert.Equal(ApiRoutes.Of(place).Except([ApiRoutes.Description]).Order(), described.Order());
        Assert.All(
            document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()),
            verb => Assert.False(string.IsNullOrWhiteSpace((string?)verb.Value!["summary"]), verb.Key)
        );
        Assert.NotNull(document["components"]!["schemas"]!["ZoneShown"]);
    }
}
