using Bench.Load.CommandLine;
using Bench.Load.Http;

namespace Bench.Load.Requests;

/// <summary>
/// Requests drawn by their weights, with data: the same seed gives the same sequence. Each request that uses the data takes the next row; with several
/// workers each takes every n-th, so that all rows are used before the first comes again.
/// </summary>
internal sealed class WeightedRequests : IRequestSourceFactory
{
    private readonly RequestTemplate[] _templates;
    private readonly double[] _upTo;
    private readonly DataRow[] _rows;
    private readonly long _seed;

    private WeightedRequests(RequestTemplate[] templates, double[] upTo, DataRow[] rows, long seed) =>
        (_templates, _upTo, _rows, _seed) = (templates, upTo, rows, seed);

    /// <param name="path">A file <see cref="RequestFile"/>.</param>
    /// <param name="headers">Of all requests, <c>Name: value</c>.</param>
    /// <exception cref="UsageException">The file or its data is wrong.</exception>
    internal static WeightedRequests Load(string path, HttpTarget target, IReadOnlyList<string> headers, long seed)
    {
        var file = RequestFile.Load(path);
        if (file.Requests.Count == 0 || file.Requests.Any(r => r.Weight is not (>= 0 and < 1e12)) || file.Requests.Sum(r => r.Weight) <= 0)
        {
            throw new UsageException($"--requests {path}: it needs requests, with weights of 0 or more that are not all 0.");
        }

        var data = file.Data is null ? null : DataFile.Load(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, file.Data));
        var columns = data?.Columns ?? [];
        var templates = file.Requests.Select(r => new RequestTemplate(r, target, headers, columns)).ToArray();
        // A line end of a header's value would begin another header.
        var inHeaders = columns.Index().Where(c => file.Requests.Any(r => r.Headers.Values.Any(v => v.Contains($"row.{c.Item}", StringComparison.Ordinal))));
        foreach (var (column, name) in inHeaders)
        {
            if (data!.Rows.Any(r => r[column].Any(char.IsControl)))
            {
                throw new UsageException($"The column '{name}' stands in a header, and a row of it has a line end or another control character.");
            }
        }

        var upTo = new double[templates.Length];
        var sum = 0.0;
        for (var i = 0; i < upTo.Length; i++)
        {
            upTo[i] = sum += file.Requests[i].Weight;
        }

        return new(templates, upTo, [.. data?.Rows.Select(DataRow.Of) ?? []], seed);
    }

    public IRequestSource Create(int worker, int workers) => new Source(this, worker, workers);

    private sealed class Source(WeightedRequests all, int worker, int workers) : IRequestSource
    {
        private readonly Random _random = new(HashCode(all._seed, worker));
        // What was handed out stays for one more call.
        private readonly byte[][] _buffers = [new byte[512], new byte[512]];
        private long _row = worker;
        private int _turn;

        public bool WantsResponses => false;

        public ReadOnlyMemory<byte> Next()
        {
            var at = Array.BinarySearch(all._upTo, _random.NextDouble() * all._upTo[^1]);
            // Exactly on a bound it is the next; requests of weight 0 have the same bound as their predecessor.
            at = at < 0 ? ~at : at + 1;
            var template = all._templates[Math.Min(at, all._templates.Length - 1)];
            var row = DataRow.Empty;
            if (template.UsesRow)
            {
                row = all._rows[_row % all._rows.Length];
                _row += workers;
            }

            _turn ^= 1;
            var length = template.Write(row, ref _buffers[_turn]);
            return _buffers[_turn].AsMemory(0, length);
        }

        public void Responded(int status, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
        {
            // Nobody asked.
        }

        // Stable over processes, unlike System.HashCode: the seed must mean the same everywhere.
        private static int HashCode(long seed, int worker) => (int)((ulong)(seed * 4099 + worker + 1) * 0x9E3779B97F4A7C15UL >> 33);
    }
}
