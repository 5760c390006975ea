using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bench.Recipes.Binding;
using Bench.Recipes.Syntax;
using Bench.Recipes.Yaml;

namespace Bench.Recipes.Schema;

/// <summary>
/// Makes the JSON Schema of the records (draft 7, which editors of YAML know best), so that editors complete and check what the reader
/// reads. The schema may accept what the reader refuses, as it knows keys and forms but not what values mean together.
/// </summary>
public sealed class RecipeSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SortedDictionary<string, JsonNode> _definitions = new(StringComparer.Ordinal);

    private RecipeSchema()
    {
    }

    /// <summary>The schema of recipes: <c>recipes/recipe.schema.json</c>.</summary>
    public static string OfRecipes() => Of(typeof(RecipeSpec), "Bench recipe");

    /// <summary>The schema of cluster files: <c>recipes/cluster.schema.json</c>.</summary>
    public static string OfClusters() => Of(typeof(ClusterSpec), "Bench cluster file");

    /// <summary>The name of a record in the schema and in the reference: <c>http-workload</c>.</summary>
    internal static string NameOf(Type record) => KebabCase.Of(record.Name.EndsWith("Spec", StringComparison.Ordinal) ? record.Name[..^4] : record.Name);

    private static string Of(Type root, string title)
    {
        var writer = new RecipeSchema();
        var schema = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["title"] = title };
        foreach (var (key, value) in writer.Record(RecordShape.Of(root)))
        {
            schema[key] = value?.DeepClone();
        }

        schema["definitions"] = new JsonObject(writer._definitions.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value)));
        return schema.ToJsonString(Readable) + "\n";
    }

    private JsonObject Record(RecordShape shape)
    {
        var properties = new JsonObject();
        if (shape.Kind is not null)
        {
            properties["kind"] = new JsonObject { ["enum"] = new JsonArray(shape.Kind), ["description"] = shape.Description };
        }

        var defaults = shape.Create();
        foreach (var key in shape.Keys)
        {
            properties[key.Name] = Key(key, defaults);
        }

        string[] required = [.. shape.Kind is null ? [] : new[] { "kind" }, .. shape.Keys.Where(k => k.IsRequired).Select(k => k.Name)];
        var schema = new JsonObject { ["description"] = shape.Description, ["type"] = "object", ["properties"] = properties };
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(r => (JsonNode)r)]);
        }

        schema["additionalProperties"] = false;
        return schema;
    }

    private JsonObject Key(KeyShape key, object record)
    {
        var schema = Value(key.Value, key.Range);
        if (schema.ContainsKey("$ref"))
        {
            // Draft 7 ignores what stands beside a $ref.
            schema = new JsonObject { ["allOf"] = new JsonArray(schema) };
        }

        schema.Insert(0, "description", key.Description);
        if (!key.IsRequired && key.Value.IsScalar && key.Get(record) is { } value && SpecWriter.Node(value, key.Value) is YamlScalar scalar)
        {
            schema["default"] = key.Value.Form is ValueForm.Integer or ValueForm.Number
                ? JsonValue.Create(double.Parse(scalar.Value, CultureInfo.InvariantCulture))
                : scalar.Value;
        }

        return schema;
    }

    private JsonObject Value(ValueShape shape, RangeAttribute? range) => shape.Form switch
    {
        ValueForm.String or ValueForm.Text => Scalar(),
        ValueForm.Integer => Ranged(new() { ["type"] = "integer" }, range),
        ValueForm.Number => Ranged(new() { ["type"] = "number" }, range),
        ValueForm.Boolean => new() { ["type"] = "boolean" },
        ValueForm.Choice => new() { ["enum"] = new JsonArray([.. shape.Choices.Keys.Select(k => (JsonNode)k)]) },
        ValueForm.Duration => new() { ["type"] = "string", ["pattern"] = DurationSyntax.Pattern },
        ValueForm.Size => new() { ["type"] = "string", ["pattern"] = SizeSyntax.Pattern },
        ValueForm.Rate => Ranged(new() { ["type"] = new JsonArray("number", "string"), ["pattern"] = RateSyntax.Pattern }, range),
        ValueForm.LoadRate => new()
        {
            ["anyOf"] = new JsonArray(Value(ValueShape.Of(typeof(Rate)), range), new JsonObject { ["enum"] = new JsonArray(LoadRate.MaxWord) }, Reference(RecordShape.Of(typeof(RampSpec)))),
        },
        ValueForm.Percentage => Ranged(new() { ["type"] = new JsonArray("number", "string"), ["pattern"] = PercentageSyntax.Pattern }, new(0, 1)),
        ValueForm.Port => new() { ["anyOf"] = new JsonArray(Ranged(new() { ["type"] = "integer" }, new(1, 65535)), new JsonObject { ["enum"] = new JsonArray("auto") }) },
        ValueForm.Command => new() { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string", ["minLength"] = 1 }, Array(Scalar())) },
        ValueForm.List => new() { ["type"] = "array", ["items"] = Value(shape.Element!, null) },
        ValueForm.Map => new() { ["type"] = "object", ["additionalProperties"] = Value(shape.Element!, null) },
        ValueForm.Sweep => Sweep(),
        _ => Reference(shape.Record),
    };

    private JsonObject Reference(RecordShape shape)
    {
        var name = NameOf(shape.Type);
        if (!_definitions.ContainsKey(name))
        {
            // Claimed first: a record may contain itself.
            _definitions[name] = new JsonObject();
            _definitions[name] = shape.IsAbstract
                ? new JsonObject { ["oneOf"] = new JsonArray([.. shape.Kinds.Values.Select(k => (JsonNode)Reference(RecordShape.Of(k)))]) }
                : Record(shape);
        }

        return new() { ["$ref"] = "#/definitions/" + name };
    }

    // Text may look like a number: FOO: 5.
    private static JsonObject Scalar() => new() { ["type"] = new JsonArray("string", "number", "boolean") };

    private static JsonObject Array(JsonObject items) => new() { ["type"] = "array", ["minItems"] = 1, ["items"] = items };

    private static JsonObject Sweep()
    {
        static JsonObject Axes() => new() { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "array", ["minItems"] = 1 } };
        var sweep = Axes();
        sweep["properties"] = new JsonObject { ["zip"] = Axes() };
        return sweep;
    }

    private static JsonObject Ranged(JsonObject schema, RangeAttribute? range)
    {
        if (range is not null)
        {
            schema["minimum"] = range.Min;
            schema["maximum"] = range.Max;
        }

        return schema;
    }
}
