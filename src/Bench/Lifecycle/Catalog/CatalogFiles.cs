using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bench.Lifecycle.Catalog;

/// <summary>Writes the catalogue in the forms that others read: build.sh and editors. A test holds the files equal to this.</summary>
public static class CatalogFiles
{
    /// <summary><c>build/catalog.tsv</c>: lines of fields with a tab between; '-' stands for an empty field, as bash drops those.</summary>
    public static string ToTsv()
    {
        var text = new StringBuilder();
        text.Append("# Generated from src/Bench/Lifecycle/Catalog (BENCH_UPDATE_GOLDEN=1 ./build.sh Test). build.sh reads it.\n");
        foreach (var target in TargetCatalog.All)
        {
            var uses = ParameterCatalog.All.Where(p => p.Targets.Contains(target.Name)).Select(p => p.Name).ToArray();
            Line(text, "target", target.Name, Word(target.Kind), uses.Length == 0 ? "-" : string.Join(' ', uses), target.Description);
            foreach (var detail in target.Details)
            {
                Line(text, "detail", target.Name, "-", "-", detail);
            }
        }

        foreach (var parameter in ParameterCatalog.All)
        {
            var kind = parameter.Kind == ParameterKind.Choice ? string.Join('|', parameter.Choices) : Word(parameter.Kind);
            Line(text, "param", parameter.Name, kind, parameter.Default ?? "-", parameter.Description);
        }

        return text.ToString();
    }

    /// <summary><c>.nuke/build.schema.json</c>: what may stand in <c>.nuke/parameters.json</c>.</summary>
    public static string ToSchema()
    {
        var properties = new JsonObject { ["$schema"] = new JsonObject { ["type"] = "string" } };
        foreach (var parameter in ParameterCatalog.All)
        {
            properties[parameter.Pascal] = Describe(parameter);
        }

        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft-07/schema#",
            ["title"] = "Defaults of Bench's parameters: command line > environment (BENCH_NAME) > this file > built-in default",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        var options = new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        return schema.ToJsonString(options) + "\n";
    }

    private static JsonObject Describe(BenchParameter parameter)
    {
        var schema = new JsonObject { ["description"] = parameter.Description };
        switch (parameter.Kind)
        {
            case ParameterKind.Flag:
                schema["type"] = "boolean";
                break;
            case ParameterKind.Number:
                schema["type"] = "integer";
                schema["minimum"] = 0;
                break;
            case ParameterKind.Choice:
                schema["enum"] = new JsonArray([.. parameter.Choices.Select(choice => JsonValue.Create(choice))]);
                break;
            case ParameterKind.Assignments:
                schema["type"] = "array";
                schema["items"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[^=]+=" };
                break;
            default:
                schema["type"] = "string";
                break;
        }

        if (parameter.Default is { } value)
        {
            schema["default"] = parameter.Kind == ParameterKind.Number ? JsonNode.Parse(value) : JsonValue.Create(value);
        }

        return schema;
    }

    private static void Line(StringBuilder text, params string[] fields) => text.AppendJoin('\t', fields).Append('\n');

    private static string Word<T>(T kind)
        where T : struct, Enum => kind.ToString().ToLowerInvariant();
}
