using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bench.Recipes;

namespace Bench.Workloads.Http;

/// <summary>What an http workload sends, as options of bench-load and as files in the client's folder.</summary>
internal static class HttpRequestFiles
{
    private const string RequestsFile = "requests.json";
    private const string DataFile = "data.csv";
    private const string ScriptFile = "script.lua";
    private const string ArrivalsFile = "arrivals.csv";

    // The file is read by a program, not by a browser.
    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where the client finds the times of <c>arrivals-file</c>.</summary>
    public static Text Arrivals => InJob(ArrivalsFile);

    public static IReadOnlyList<Text> Options(HttpWorkloadSpec spec) => spec.Requests.Count > 0
        ? [Text.Of("--requests"), InJob(RequestsFile)]
        : [Text.Of("--path"), spec.Path, Text.Of("--method"), Text.Of(spec.Method), .. spec.Script is null ? (Text[])[] : [Text.Of("--script"), InJob(ScriptFile)]];

    /// <exception cref="IOException">The script, the data or the arrivals cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Of(HttpWorkloadSpec spec)
    {
        var files = new Dictionary<string, string>();
        if (spec.Script is { } script)
        {
            files[ScriptFile] = File.ReadAllText(script);
        }

        if (spec.Requests.Count > 0)
        {
            files[RequestsFile] = Requests(spec);
        }

        if (spec.Data is { } data)
        {
            files[DataFile] = File.ReadAllText(data);
        }

        if (spec.ArrivalsFile is { } arrivals)
        {
            files[ArrivalsFile] = File.ReadAllText(arrivals);
        }

        return files;
    }

    // bench/http-requests/1, as bench-load reads it.
    private static string Requests(HttpWorkloadSpec spec)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Json))
        {
            json.WriteStartObject();
            json.WriteString("schema", "bench/http-requests/1");
            if (spec.Data is not null)
            {
                json.WriteString("data", DataFile);
            }

            json.WriteStartArray("requests");
            foreach (var request in spec.Requests)
            {
                json.WriteStartObject();
                json.WriteNumber("weight", request.Weight);
                json.WriteString("method", request.Method);
                json.WriteString("path", request.Path);
                json.WriteStartObject("headers");
                foreach (var (name, value) in request.Headers)
                {
                    json.WriteString(name, value);
                }

                json.WriteEndObject();
                if (request.Body is { } body)
                {
                    json.WriteString("body", body);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static Text InJob(string file) => new([new TextPart("job.dir", true), new TextPart("/" + file, false)]);
}
