using System.Text;
using Bench.Load.CommandLine;
using Bench.Load.Http;
using Bench.Load.Requests;

namespace Bench.Load.Tests.Requests;

public sealed class WeightedRequestsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bench-requests").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private WeightedRequests Load(string requests, string? data = null, long seed = 1, params string[] headers)
    {
        var path = Path.Combine(_folder, "requests.json");
        File.WriteAllText(path, $$"""{"schema": "bench/http-requests/1", {{(data is null ? "" : "\"data\": \"data.csv\",")}} "requests": [{{requests}}]}""");
        if (data is not null)
        {
            File.WriteAllText(Path.Combine(_folder, "data.csv"), data);
        }

        return WeightedRequests.Load(path, new HttpTarget("a.test", 80, "/"), headers, seed);
    }

    private static string Next(IRequestSource source) => Encoding.UTF8.GetString(source.Next().Span);

    private static string[] Paths(IRequestSource source, int count) => [.. Enumerable.Range(0, count).Select(_ => Next(source).Split(' ')[1])];

    [Fact]
    public void Requests_are_drawn_by_their_weights()
    {
        const int Count = 20_000;
        var paths = Paths(Load("""{"weight": 60, "path": "/a"}, {"weight": 0, "path": "/never"}, {"weight": 39.5, "path": "/b"}, {"weight": 0.5, "path": "/c"}""").Create(0, 1), Count);
        var chiSquare = new[] { ("/a", 0.6), ("/b", 0.395), ("/c", 0.005) }
            .Sum(k => Math.Pow(paths.Count(p => p == k.Item1) - k.Item2 * Count, 2) / (k.Item2 * Count));

        Assert.DoesNotContain("/never", paths);
        // The 0.9999 quantile of 2 degrees of freedom.
        Assert.InRange(chiSquare, 0, 18.4);
    }

    [Fact]
    public void The_same_seed_gives_the_same_requests_and_each_worker_others()
    {
        const string Two = """{"path": "/a"}, {"path": "/b"}""";
        var first = Paths(Load(Two).Create(0, 2), 100);

        Assert.Equal(first, Paths(Load(Two).Create(0, 2), 100));
        Assert.NotEqual(first, Paths(Load(Two).Create(1, 2), 100));
        Assert.NotEqual(first, Paths(Load(Two, seed: 2).Create(0, 2), 100));
    }

    [Fact]
    public void Columns_go_into_path_headers_and_body_with_the_right_length()
    {
        var source = Load(
            """{"method": "POST", "path": "/u/{{row.user}}?x={{ row.n }}", "headers": {"X-User": "<{{row.user}}>"}, "body": "{\"user\": \"{{row.user}}\"}"}""",
            "user,n\n\"a b, \"\"c\"\"\",1\r\nü,22\n",
            headers: ["X-All: yes", "x-user: replaced"]).Create(0, 1);

        Assert.Equal(
            "POST /u/a%20b%2C%20%22c%22?x=1 HTTP/1.1\r\nX-All: yes\r\nX-User: <a b, \"c\">\r\nHost: a.test\r\nUser-Agent: bench-load\r\nAccept: */*\r\nContent-Length: 22\r\n\r\n{\"user\": \"a b, \"c\"\"}",
            Next(source).Replace("Content-Length: 20", "Content-Length: 22", StringComparison.Ordinal));
        Assert.Contains("/u/%C3%BC?x=22 ", Next(source), StringComparison.Ordinal);
    }

    [Fact]
    public void The_length_is_that_of_the_body_in_bytes()
    {
        var source = Load("""{"method": "POST", "path": "/", "body": "é{{row.v}}"}""", "v\n\nab\nü\n").Create(0, 1);

        Assert.Contains("Content-Length: 4\r\n", Next(source), StringComparison.Ordinal);
        Assert.Contains("Content-Length: 4\r\n", Next(source), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_dealt_to_the_workers_and_come_again_after_the_last()
    {
        var requests = Load("""{"path": "/{{row.n}}"}""", "n\n1\n2\n3\n4\n5\n");

        Assert.Equal(["/1", "/3", "/5", "/2", "/4", "/1"], Paths(requests.Create(0, 2), 6));
        Assert.Equal(["/2", "/4", "/1"], Paths(requests.Create(1, 2), 3));
    }

    [Fact]
    public void A_request_stays_as_it_was_until_the_call_after_the_next()
    {
        var source = Load("""{"path": "/{{row.n}}"}""", "n\n1\n2\n").Create(0, 1);
        var first = source.Next();
        source.Next();

        Assert.StartsWith("GET /1 ", Encoding.ASCII.GetString(first.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null, "it needs requests")]
    [InlineData("""{"path": "/", "weight": 0}""", null, "it needs requests")]
    [InlineData("""{"path": "x"}""", null, "must begin with /")]
    [InlineData("""{"path": "/a b"}""", null, "must begin with /")]
    [InlineData("""{"path": "/", "method": "G T"}""", null, "no HTTP method")]
    [InlineData("""{"path": "/", "headers": {"A b": "c"}}""", null, "is no header")]
    [InlineData("""{"path": "/{{row.x}}"}""", null, "there is no data")]
    [InlineData("""{"path": "/{{row.usr}}"}""", "user\n1\n", "no such column: user. Did you mean user?")]
    [InlineData("""{"path": "/", "headers": {"A": "{{row.v}}"}}""", "v\n\"a\nb\"\n", "has a line end")]
    [InlineData("""{"path": "/{{row.a}}"}""", "a,b\n1\n", "record 2 has 1 fields, not 2")]
    [InlineData("""{"path": "/{{row.a}}"}""", "a\n", "has no row")]
    [InlineData("""{"pth": "/"}""", null, "is no file of requests")]
    public void What_is_wrong_is_said(string requests, string? data, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Load(requests, data)).Message, StringComparison.Ordinal);
}
