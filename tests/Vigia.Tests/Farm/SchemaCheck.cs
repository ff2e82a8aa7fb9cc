using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Vigia.Tests.Farm;

/// <summary>As much of JSON Schema 2020-12 as the farm's schema uses. A keyword it does not know is an error, not a pass.</summary>
internal static class SchemaCheck
{
    private static readonly string[] Known =
    [
        "$schema",
        "$defs",
        "$ref",
        "title",
        "description",
        "type",
        "enum",
        "anyOf",
        "properties",
        "required",
        "additionalProperties",
        "maxProperties",
        "items",
        "maxItems",
        "minimum",
        "maximum",
        "maxLength",
        "pattern",
    ];

    public static IReadOnlyList<string> Of(JsonNode schema, YamlNode value)
    {
        var errors = new List<string>();
        Check(schema, schema, value, "", errors);
        return errors;
    }

    private static void Check(JsonNode root, JsonNode schema, YamlNode value, string at, List<string> errors)
    {
        Assert.All(schema.AsObject(), keyword => Assert.Contains(keyword.Key, Known));
        if (schema["$ref"] is { } reference)
        {
            Check(root, root["$defs"]![((string)reference!)["#/$defs/".Length..]]!, value, at, errors);
            return;
        }

        if (schema["anyOf"] is JsonArray any && !any.Any(one => IsGood(root, one!, value)))
        {
            errors.Add($"{at}: none of its forms");
        }

        if (schema["type"] is { } type && !TypesOf(type).Any(known => Is(known, value)))
        {
            errors.Add($"{at}: not {type}");
            return;
        }

        switch (value)
        {
            case YamlMappingNode map:
                CheckMap(root, schema, map, at, errors);
                break;
            case YamlSequenceNode list:
                CheckList(root, schema, list, at, errors);
                break;
            case YamlScalarNode scalar:
                CheckScalar(schema, scalar.Value ?? "", at, errors);
                break;
        }
    }

    private static bool IsGood(JsonNode root, JsonNode schema, YamlNode value)
    {
        var errors = new List<string>();
        Check(root, schema, value, "", errors);
        return errors.Count == 0;
    }

    private static void CheckMap(JsonNode root, JsonNode schema, YamlMappingNode map, string at, List<string> errors)
    {
        foreach (var key in schema["required"]?.AsArray().Select(key => (string)key!) ?? [])
        {
            if (!map.Children.ContainsKey(new YamlScalarNode(key)))
            {
                errors.Add($"{at}: {key} is missing");
            }
        }

        foreach (var (key, below) in map.Children)
        {
            var declared = schema["properties"]?[$"{key}"] ?? schema["additionalProperties"];
            if (declared is JsonValue)
            {
                errors.Add($"{at}/{key}: unknown");
            }
            else if (declared is not null)
            {
                Check(root, declared, below, $"{at}/{key}", errors);
            }
        }
    }

    private static void CheckList(JsonNode root, JsonNode schema, YamlSequenceNode list, string at, List<string> errors)
    {
        if (list.Children.Count > ((int?)schema["maxItems"] ?? int.MaxValue))
        {
            errors.Add($"{at}: too many");
        }

        foreach (var item in list.Children.Where(_ => schema["items"] is not null))
        {
            Check(root, schema["items"]!, item, $"{at}/-", errors);
        }
    }

    private static void CheckScalar(JsonNode schema, string value, string at, List<string> errors)
    {
        var number = Number(value);
        var isWrong =
            (schema["enum"] is JsonArray words && !words.Any(word => (string)word! == value))
            || value.Length > ((int?)schema["maxLength"] ?? int.MaxValue)
            || (
                schema["pattern"] is { } pattern
                && !Regex.IsMatch(value, (string)pattern!, RegexOptions.NonBacktracking)
            )
            || number < ((double?)schema["minimum"] ?? double.MinValue)
            || number > ((double?)schema["maximum"] ?? double.MaxValue);
        if (isWrong)
        {
            errors.Add($"{at}: {value}");
        }
    }

    private static IEnumerable<string> TypesOf(JsonNode type) =>
        type is JsonArray several ? several.Select(one => (string)one!) : [(string)type!];

    private static bool Is(string type, YamlNode value) =>
        type switch
        {
            "object" => value is YamlMappingNode,
            "array" => value is YamlSequenceNode,
            "number" => value is YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text }
                && Number(text) is not null,
            "integer" => value is YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text }
                && long.TryParse(text, out _),
            _ => value is YamlScalarNode,
        };

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
