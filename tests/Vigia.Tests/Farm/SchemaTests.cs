using System.Text.Json.Nodes;
using Vigia.Server.Derive.Live;
using Vigia.Server.Farm;
using YamlDotNet.RepresentationModel;

namespace Vigia.Tests.Farm;

/// <summary>The schema for editors says what the reader reads: no key more, none less.</summary>
public sealed class SchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(FarmFile.SchemaText())!;

    // Each section of a farm file with a key that nobody knows; the reader answers with those it does.
    [Theory]
    [InlineData("", "zzz: 1")]
    [InlineData("position", "position: {zzz: 1}")]
    [InlineData("zone", "zones: [{zzz: 1}]")]
    [InlineData("change", "zones: [{name: z, kind: tank, rules: {low: {zzz: 1}}}]")]
    [InlineData("conditionChange", "zones: [{name: z, kind: tank, rules: {leak: {conditions: {shut: {zzz: 1}}}}}]")]
    [InlineData("own", "zones: [{name: z, kind: tank, rules: {low: {points: {level: {zzz: 1}}}}}]")]
    [InlineData("channel", "channels: [{name: a, formula: temperature, zzz: 1}]")]
    [InlineData("kind", "kinds: {a: {main: a, role: pump, zzz: 1}}")]
    [InlineData("setting", "kinds: {a: {main: a, role: pump, settings: {b: {from: 1, to: 2, zzz: 1}}}}")]
    [InlineData("node", "nodes: [{zzz: 1}]")]
    [InlineData("point", "nodes: [{points: {a: {title: a, zzz: 1}}}]")]
    [InlineData("person", "people: [{zzz: 1}]")]
    [InlineData("rota", "rota: [{zzz: 1}]")]
    [InlineData("guard", "rules: [{name: r, point: a, is: on, while: {zzz: 1}}]")]
    [InlineData("condition", "rules: [{name: r, any: [{zzz: 1}]}]")]
    [InlineData("sign", "rules: [{name: r, fire: [{zzz: 1}]}]")]
    [InlineData("rule", "rules: [{zzz: 1}]\n#")]
    [InlineData("rule", "rules: [{name: r, any: [], zzz: 1}]\n#")]
    [InlineData("rule", "rules: [{name: r, fire: [], zzz: 1}]\n#")]
    public void Every_key_the_reader_knows_is_in_the_schema(string section, string yaml)
    {
        var known = KnownAt(yaml);

        var declared = PropertiesOf(section);
        Assert.NotEmpty(known);
        Assert.All(known, key => Assert.Contains(key, declared));
        if (section != "rule")
        {
            Assert.Equal(declared.Order(), known.Order());
        }
    }

    [Fact]
    public void A_rule_has_the_keys_of_all_its_forms_and_no_other()
    {
        string[] known =
        [
            .. (
                (string[])
                    [
                        "rules: [{zzz: 1}]",
                        "rules: [{any: [], zzz: 1}]",
                        "rules: [{fire: [], zzz: 1}]",
                        "rules: [{all: [], zzz: 1}]",
                        "rules: [{not: {point: a}, zzz: 1}]",
                    ]
            ).SelectMany(KnownAt),
        ];

        Assert.Equal(known.Distinct().Order(), PropertiesOf("rule").Order());
    }

    [Fact]
    public void Kinds_and_roles_of_the_schema_are_those_of_the_program()
    {
        var kinds = Schema["$defs"]!["zone"]!["properties"]!["kind"]!["anyOf"]![0]!["enum"]!.AsArray();
        Assert.Equal(ZoneKinds.Names, kinds.Select(word => (string)word!));
        var derived = Schema["$defs"]!["kind"]!["properties"]!["derive"]!["anyOf"]![0]!["enum"]!.AsArray();
        Assert.Equal(ZoneChannels.Names, derived.Select(word => (string)word!));
        Assert.Equal(Roles.Names, Words("zone", "role"));
        Assert.Equal(Roles.Names, Words("rota", "role"));
        Assert.Equal(Roles.Names, Schema["properties"]!["roles"]!["properties"]!.AsObject().Select(role => role.Key));
    }

    [Theory]
    [InlineData("zones", FarmFile.MaxZones)]
    [InlineData("nodes", FarmFile.MaxNodes)]
    [InlineData("people", PeopleReader.MaxPeople)]
    [InlineData("rota", PeopleReader.MaxRota)]
    [InlineData("rules", FarmFile.MaxRules)]
    public void Bounds_of_the_schema_are_those_of_the_reader(string list, int most) =>
        Assert.Equal(most, (int)Schema["properties"]![list]!["maxItems"]!);

    [Fact]
    public void The_demo_farm_and_the_example_are_good_by_the_schema()
    {
        Assert.Empty(SchemaCheck.Of(Schema, Yaml(FarmFile.DemoText())));
        Assert.Empty(SchemaCheck.Of(Schema, Yaml(FarmFile.ExampleText())));
        Assert.StartsWith("# yaml-language-server: $schema=farm.schema.json", FarmFile.DemoText());
    }

    [Theory]
    [InlineData("site: demo", "sit: demo")]
    [InlineData("kind: pig-barn", "kind: Pig barn")]
    [InlineData("latitude: 9.85", "latitude: 99")]
    [InlineData("language: es", "language: fr")]
    public void What_the_reader_refuses_the_schema_refuses(string right, string wrong)
    {
        var text = FarmFile.DemoText().Replace(right, wrong);

        Assert.NotEmpty(FarmFile.Parse(text, "demo.yaml").Errors);
        Assert.NotEmpty(SchemaCheck.Of(Schema, Yaml(text)));
    }

    private static string[] KnownAt(string yaml)
    {
        var words = FarmFile.Parse(yaml, "farm.yaml").Errors.Select(error => error.Words);
        var said = words.Single(word => word.StartsWith("\"zzz\" is no key", StringComparison.Ordinal));
        return said.Split("known: ")[1].Split(", ");
    }

    private static List<string> PropertiesOf(string section)
    {
        var at = section.Length == 0 ? Schema : Schema["$defs"]![section]!;
        Assert.False((bool)at["additionalProperties"]!);
        return [.. at["properties"]!.AsObject().Select(property => property.Key)];
    }

    private static IEnumerable<string> Words(string section, string key) =>
        Schema["$defs"]![section]!["properties"]![key]!["enum"]!.AsArray().Select(word => (string)word!);

    private static YamlNode Yaml(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents[0].RootNode;
    }
}
