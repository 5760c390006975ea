using System.Net;
using Bench.Metrics.Prometheus;

namespace Bench.Tests.Metrics;

public sealed class PrometheusSamplerTests
{
    private sealed class Handler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request, cancellationToken);
    }

    private static async Task<string[]> SampleAsync(bool buckets, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        using var http = new HttpClient(new Handler(answer));
        await using var sampler = new PrometheusSampler([new PrometheusTarget("d1-x", new Uri("http://node7:9/metrics"), buckets)], http);
        var rows = await sampler.SampleAsync(CancellationToken.None);
        Assert.All(rows, r => Assert.Equal(("d1-x", "node7"), (r.Source, r.Node)));
        return [.. rows.Select(r => $"{r.Metric} {r.Value} {r.Unit}")];
    }

    [Theory]
    [InlineData(false, new[] { "up 1 1", "scrape/malformed 1 1", "a_bytes{b=\"c\"} 2 B" })]
    [InlineData(true, new[] { "up 1 1", "scrape/malformed 1 1", "a_bytes{b=\"c\"} 2 B", "h_bucket{le=\"1\"} 3 1" })]
    public async Task Sample_Rows_AreFiniteAndWithoutBucketsUnlessAsked(bool buckets, string[] rows) => Assert.Equal(rows, await SampleAsync(
        buckets, (_, _) => Task.FromResult(new HttpResponseMessage { Content = new StringContent("a_bytes{b=\"c\"} 2\nh_bucket{le=\"1\"} 3\nx NaN\nbroken\n") })));

    [Fact]
    public async Task Sample_NoAnswer_IsDown()
    {
        Assert.Equal(["up 0 1"], await SampleAsync(false, (_, _) => throw new HttpRequestException("refused")));
        Assert.Equal(["up 0 1"], await SampleAsync(false, (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound))));
        Assert.Equal(["up 0 1"], await SampleAsync(false, (_, _) => throw new TaskCanceledException("timeout")));
    }

    [Fact]
    public async Task Sample_Cancelled_Throws()
    {
        using var http = new HttpClient(new Handler(async (_, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return new HttpResponseMessage();
        }));
        await using var sampler = new PrometheusSampler([new PrometheusTarget("d1-x", new Uri("http://node7:9/metrics"))], http);
        using var cancel = new CancellationTokenSource();
        var sample = sampler.SampleAsync(cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sample);
    }
}
