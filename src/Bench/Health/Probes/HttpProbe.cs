namespace Bench.Health.Probes;

/// <summary>GET is answered with the expected status (any below 400 where none is given) and, if asked for, a text in the body.</summary>
public sealed class HttpProbe(HttpClient client, Uri url, int? status, string? contains) : IProbe
{
    private const int MaxBody = 1 << 20;

    public async Task<ProbeAnswer> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            var code = (int)response.StatusCode;
            var good = status is { } expected ? code == expected : code < 400;
            if (!good || contains is null)
            {
                return new ProbeAnswer(good, $"status {code}");
            }

            var body = await BodyAsync(response, cancellationToken).ConfigureAwait(false);
            return body.Contains(contains, StringComparison.Ordinal)
                ? new ProbeAnswer(true, $"status {code}, text found")
                : new ProbeAnswer(false, $"status {code}, text not found");
        }
        catch (HttpRequestException problem)
        {
            return new ProbeAnswer(false, problem.HttpRequestError.ToString());
        }
        catch (IOException problem)
        {
            return new ProbeAnswer(false, problem.Message);
        }
    }

    // A service that answers without end must not fill our memory.
    private static async Task<string> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[MaxBody];
        var length = await stream.ReadAtLeastAsync(buffer, MaxBody, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, length);
    }
}
