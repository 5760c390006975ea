using Bench.Jobs;
using Bench.Measurement;
using Bench.Transport;

namespace Bench.Metrics.Prometheus;

/// <summary>
/// Scrapes endpoints that speak the Prometheus text format. Values are written as they are, counters undifferenced; those that are no finite
/// number are left out. Each target has a row <c>up</c>: 1, or 0 where it did not answer.
/// </summary>
public sealed class PrometheusSampler : IResourceSampler
{
    /// <summary>Of one scrape; a slower endpoint would delay every other sample.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<PrometheusTarget> _targets;
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly TimeProvider _time;

    /// <param name="http">Not disposed of here; one of our own where it is left out.</param>
    public PrometheusSampler(IReadOnlyList<PrometheusTarget> targets, HttpClient? http = null, TimeProvider? time = null)
    {
        _targets = targets;
        _ownsHttp = http is null;
        _http = http ?? new HttpClient(ServiceHttp.NewHandler()) { MaxResponseContentBufferSize = 64 << 20 };
        _time = time ?? TimeProvider.System;
    }

    public async Task<IReadOnlyList<SeriesRow>> SampleAsync(CancellationToken cancellationToken) =>
        [.. (await Task.WhenAll(_targets.Select(t => ScrapeAsync(t, cancellationToken))).ConfigureAwait(false)).SelectMany(r => r)];

    public ValueTask DisposeAsync()
    {
        if (_ownsHttp)
        {
            _http.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private async Task<IReadOnlyList<SeriesRow>> ScrapeAsync(PrometheusTarget target, CancellationToken cancellationToken)
    {
        var at = _time.GetUtcNow();
        SeriesRow Row(string metric, double value, string unit, DateTimeOffset? time = null) => new(time ?? at, target.Source, target.Url.Host, metric, value, unit);

        if (await FetchAsync(target.Url, cancellationToken).ConfigureAwait(false) is not { } text)
        {
            return [Row("up", 0, "1")];
        }

        var scrape = PrometheusText.Parse(text);
        List<SeriesRow> rows = [Row("up", 1, "1")];
        if (scrape.Malformed > 0)
        {
            rows.Add(Row("scrape/malformed", scrape.Malformed, "1"));
        }

        rows.AddRange(scrape.Samples.Where(s => double.IsFinite(s.Value) && (target.Buckets || !s.IsBucket)).Select(s => Row(s.Series, s.Value, s.Unit, s.Time)));
        return rows;
    }

    // Null: it did not answer, which is a value of 'up' and no reason to stop a benchmark.
    private async Task<string?> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { { "Accept", "text/plain;version=0.0.4" } } };
        try
        {
            using var response = await _http.SendAsync(request, both.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(both.Token).ConfigureAwait(false) : null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
