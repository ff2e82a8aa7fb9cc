using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Vigia.Server.Live;
using Vigia.Server.Live.SignIn;

namespace Vigia.Tests.Live;

/// <summary>What is posted is what the API names, or is refused by a name.</summary>
public sealed class FormTests
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    [Theory]
    [InlineData("/api/zones/porqueriza/word", """{ "kind": 99 }""")]
    [InlineData("/api/zones/porqueriza/word", """{ "kind": 0 }""")]
    [InlineData("/api/zones/porqueriza/word", """{ "kind": "Luna" }""")]
    [InlineData("/api/accounts", """{ "name": "jose", "role": 7 }""")]
    [InlineData("/api/accounts/rosa/role", """{ "role": 7 }""")]
    [InlineData("/api/accounts/rosa/role", """{ "role": """)]
    public async Task What_no_enum_names_is_refused_by_a_name_and_changes_nothing(string path, string form)
    {
        await using var place = await LivePlace.StartAsync();
        using var browser = await place.SignedInAsync();
        using var body = new StringContent(form, Json);

        var answer = await browser.PostAsync(path, body, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(BadForms.Reason, (await answer.Content.ReadFromJsonAsync<Refused>())!.Reason);
        Assert.Equal((LivePlace.Person, Role.Coordinator), Assert.Single(place.Get<Accounts>().All));
    }

    [Fact]
    public async Task No_form_takes_a_number_for_a_name()
    {
        await using var place = await LivePlace.StartAsync();
        var forms = place
            .Get<EndpointDataSource>()
            .Endpoints.SelectMany(path => path.Metadata.OfType<IAcceptsMetadata>())
            .Select(form => form.RequestType)
            .OfType<Type>()
            .ToHashSet();

        var json = place.Get<IOptions<JsonOptions>>().Value.SerializerOptions;

        var enums = forms
            .SelectMany(form => json.GetTypeInfo(form).Properties)
            .Select(field => Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType)
            .Where(type => type.IsEnum)
            .ToHashSet();

        Assert.Contains(typeof(RoleForm), forms);
        Assert.Contains(typeof(Role), enums);
        Assert.All(
            enums,
            type => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("1", json.GetTypeInfo(type)))
        );
    }
}
