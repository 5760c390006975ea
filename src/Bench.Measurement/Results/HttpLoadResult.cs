using System.Text.Json;
using Bench.Measurement.Arrivals;
using Bench.Measurement.Histograms;

namespace Bench.Measurement.Results;

/// <summary>The result of an HTTP load, and its file <c>bench/http-result/1</c> (JSON, camelCase; histograms in ns, all else in the units of the names).</summary>
public sealed record HttpLoadResult
{
    /// <summary>Name and version of the file's form.</summary>
    public const string CurrentSchema = "bench/http-result/1";

    public string Schema { get; init; } = CurrentSchema;

    /// <summary>What drove the load, for instance <c>bench-load 0.1.0 epoll</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>What the figures mean, in words: <see cref="HttpLoadDefinitions.All"/>.</summary>
    public IReadOnlyDictionary<string, string> Definitions { get; init; } = HttpLoadDefinitions.All;

    public required HttpLoadOptions Options { get; init; }

    /// <summary>Start of the measurement (end of the warm-up), UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>From the measurement's start to the last due time, without the drain; shorter than asked for where it was interrupted.</summary>
    public required double MeasuredSeconds { get; init; }

    /// <summary>A signal ended the load early; the figures are those until then.</summary>
    public bool Interrupted { get; init; }

    public required HttpLoadCounts Counts { get; init; }

    public required HttpLoadRates Rates { get; init; }

    public required HttpLoadHistograms Histograms { get; init; }

    public required IReadOnlyList<HttpLoadSecond> PerSecond { get; init; }

    public required ClientUse Client { get; init; }

    /// <summary>How far the sends followed the arrival law.</summary>
    public required ArrivalAudit Arrivals { get; init; }

    /// <summary>Reads a result file.</summary>
    /// <exception cref="InvalidDataException">It is not a result, or of another version.</exception>
    public static HttpLoadResult Load(string path)
    {
        using var file = File.OpenRead(path);
        try
        {
            var result = JsonSerializer.Deserialize(file, ResultJson.Default.HttpLoadResult);
            return result is { Schema: CurrentSchema }
                ? result
                : throw new InvalidDataException($"{path} has the schema '{result?.Schema}', not '{CurrentSchema}'.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is not an HTTP load result: {e.Message}", e);
        }
    }

    /// <summary>Writes the file whole or not at all: a reader never sees half of it.</summary>
    public void Save(string path)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var file = File.Create(temporary))
            {
                JsonSerializer.Serialize(file, this, ResultJson.Default.HttpLoadResult);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>
    /// One result out of the parts of several clients that ran at the same time. Counts, rates, CPU seconds and histograms add up without loss, also
    /// those of each second. Not without loss: the worst client stands for all in the shares of <see cref="Client"/>; seconds of clients that began at different times are laid over each other by the clock, to the
    /// nearest second; <see cref="Arrivals"/> are the audits of the parts, as <see cref="ArrivalAudit.Merge"/> says. The measurement lasts from the first
    /// client's start to the last one's end. Repetitions, one after the other, are not to be merged but compared.
    /// </summary>
    /// <exception cref="ArgumentException">There is no part.</exception>
    public static HttpLoadResult Merge(IReadOnlyList<HttpLoadResult> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
        {
            throw new ArgumentException("There is nothing to merge.", nameof(parts));
        }

        if (parts.Count == 1)
        {
            return parts[0];
        }

        var started = parts.Min(p => p.Started);
        var scratch = new LatencyHistogram();
        int Late(HttpLoadResult part) => (int)Math.Round((part.Started - started).TotalSeconds);
        return parts[0] with
        {
            Options = parts[0].Options with
            {
                Rate = parts.Sum(p => p.Options.Rate),
                Connections = parts.Sum(p => p.Options.Connections),
                Threads = parts.Sum(p => p.Options.Threads),
                Clients = parts.Sum(p => p.Options.Clients),
                Part = null,
                Parts = parts.Max(p => p.Options.Parts),
            },
            Started = started,
            MeasuredSeconds = parts.Max(p => p.MeasuredSeconds + Late(p)),
            Interrupted = parts.Any(p => p.Interrupted),
            Counts = HttpLoadCounts.Merge([.. parts.Select(p => p.Counts)]),
            Rates = new HttpLoadRates
            {
                Requested = parts.Sum(p => p.Rates.Requested),
                Scheduled = parts.Sum(p => p.Rates.Scheduled),
                Achieved = parts.Sum(p => p.Rates.Achieved),
            },
            Histograms = HttpLoadHistograms.Merge([.. parts.Select(p => p.Histograms)]),
            PerSecond =
            [
                .. parts.SelectMany(p => p.PerSecond.Select(s => s with { Second = s.Second + Late(p) }))
                    .GroupBy(s => s.Second).OrderBy(g => g.Key).Select(g => HttpLoadSecond.Merge([.. g], scratch)),
            ],
            Client = ClientUse.Merge([.. parts.Select(p => p.Client)]),
            Arrivals = ArrivalAudit.Merge([.. parts.Select(p => p.Arrivals)]),
        };
    }
}
