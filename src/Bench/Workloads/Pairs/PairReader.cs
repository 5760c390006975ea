using System.Globalization;
using System.Text.Json;
using Bench.Diagnostics;
using Bench.Measurement;
using Bench.Measurement.Pairs;
using Bench.Measurement.Patterns;
using Bench.Recipes;
using Bench.Workloads.Command;

namespace Bench.Workloads.Pairs;

/// <summary>Reads <c>nodes.json</c> and <c>pairs.jsonl</c>. What stands in them came from nodes: nothing in it is taken on trust, and nothing throws.</summary>
internal sealed class PairReader
{
    // More pairs than this, and their intervals would outgrow every other series.
    private const int MostPairsWithSeries = 2000;
    private const int MostProblems = 3;
    private const int MostOfReason = 500;
    private const double LongestSeconds = 1e7;

    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PairPlan _plan;
    private readonly string _workload;
    private readonly ResultFiles _files;
    private readonly IReadOnlyList<PairMetric> _metrics;
    private readonly IReadOnlyDictionary<string, OutputMetricSpec> _fromOutput;
    private readonly List<string> _nics;
    private readonly Dictionary<(int Repeat, int Round, int Client, int Server), (int Index, int Batch)> _planned = [];
    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);
    private readonly List<PairRow> _rows = [];
    private readonly List<double> _values = [];
    private readonly List<SeriesRow> _series = [];
    private readonly List<Diagnostic> _problems = [];
    private IReadOnlyList<string> _nodes = [];
    private int _unreadable;

    private PairReader(string workload, PairPlan plan, ResultFiles files, IReadOnlyList<PairMetric> metrics, IReadOnlyDictionary<string, OutputMetricSpec> fromOutput)
    {
        (_workload, _plan, _files, _metrics, _fromOutput) = (workload, plan, files, metrics, fromOutput);
        _nics = plan.Nics.Count == 0 ? [""] : [.. plan.Nics];
    }

    public IReadOnlyList<SeriesRow> Series => _series;

    public IReadOnlyList<Diagnostic> Problems => _problems;

    /// <summary>Null where nothing could be read; then there is a problem.</summary>
    public PairResults? Results { get; private set; }

    /// <param name="fromOutput">Metrics that are read from each record's output; empty where the records have values of their own.</param>
    public static PairReader Read(
        string workload, PairPlan plan, ResultFiles files, IReadOnlyList<PairMetric> metrics, IReadOnlyDictionary<string, OutputMetricSpec> fromOutput)
    {
        var reader = new PairReader(workload, plan, files, metrics, fromOutput);
        try
        {
            if (reader.ReadNodes())
            {
                reader.ReadRecords();
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            reader.Tell(files.Directory, $"Workload '{workload}' left files that cannot be read: {problem.Message}");
        }

        return reader;
    }

    private bool ReadNodes()
    {
        var path = Path.Combine(_files.Directory, PairNodes.FileName);
        if (!File.Exists(path))
        {
            Tell(path, $"Workload '{_workload}' left no {PairNodes.FileName}: its nodes did not all come.");
            return false;
        }

        try
        {
            // The generated reader leaves a list that is missing null.
            var nodes = PairNodes.FromJson(File.ReadAllText(path)).Nodes ?? [];
            if (nodes.Count != _plan.Pattern.Nodes || nodes.Where((n, i) => n is null || n.Index != i || string.IsNullOrWhiteSpace(n.Name)).Any()
                || nodes.Select(n => n.Name).Distinct(StringComparer.Ordinal).Count() != nodes.Count)
            {
                Tell(path, $"Workload '{_workload}' left a {PairNodes.FileName} that does not name the {_plan.Pattern.Nodes} nodes of its plan.");
                return false;
            }

            _nodes = [.. nodes.Select(n => n.Name)];
            return true;
        }
        catch (JsonException problem)
        {
            Tell(path, $"Workload '{_workload}' left a {PairNodes.FileName} that cannot be read: {problem.Message}");
            return false;
        }
    }

    private void ReadRecords()
    {
        foreach (var (batch, number) in PatternSchedule.Of(_plan.Pattern).Select((b, i) => (b, i)))
        {
            foreach (var (round, pair) in batch.Pairs)
            {
                _planned.TryAdd((batch.Repeat, round, pair.Client, pair.Server), (_planned.Count, number));
            }
        }

        var seen = new bool[_planned.Count * _nics.Count];
        var path = Path.Combine(_files.Directory, PairRecord.FileName);
        if (File.Exists(path))
        {
            using var reader = new StreamReader(path);
            var line = 0;
            foreach (var (text, isWhole) in PairLines.Of(reader))
            {
                line++;
                if (!string.IsNullOrWhiteSpace(text))
                {
                    Take(path, line, text, isWhole, seen);
                }
            }
        }

        if (_unreadable > MostProblems)
        {
            Tell(path, string.Create(CultureInfo.InvariantCulture, $"In all, {_unreadable:#,0} lines of {PairRecord.FileName} of workload '{_workload}' are no records of its plan."));
        }

        Results = new PairResults
        {
            Tool = _plan.Tool,
            Pattern = _plan.Pattern,
            DurationSeconds = _plan.DurationSeconds,
            PacketSeconds = _plan.Ping?.IntervalSeconds,
            Nodes = _nodes,
            Nics = _nics,
            Metrics = _metrics,
            Rows = _rows,
            Values = _values,
            Planned = _planned.Count * _nics.Count,
        };
    }

    private void Take(string path, int line, string text, bool isWhole, bool[] seen)
    {
        try
        {
            var record = PairRecord.FromLine(text);
            var nic = _nics.IndexOf(record.Nic ?? "");
            if (nic < 0 || !_planned.TryGetValue((record.Repeat, record.Round, record.Client, record.Server), out var planned))
            {
                Refuse(path, line, "is about a pair that the plan does not have");
            }
            else if (seen[(planned.Index * _nics.Count) + nic])
            {
                Refuse(path, line, "is about a pair that an earlier line has told of");
            }
            else
            {
                seen[(planned.Index * _nics.Count) + nic] = true;
                Add(record, planned.Batch, nic);
            }
        }
        catch (JsonException) when (!isWhole)
        {
            // The driver was killed while it wrote. That a record is missing is counted; this says why.
            _problems.Add(new Diagnostic(
                Codes.ResultMissing, new SourcePlace(path, line, 1), $"The last line of {PairRecord.FileName} of workload '{_workload}' is cut off; its record is left out.",
                "Look at its log (./build.sh Logs) and run the point again.", Severity.Warning));
        }
        catch (JsonException)
        {
            Refuse(path, line, "is no record");
        }
    }

    private void Add(PairRecord record, int batch, int nic)
    {
        var (problem, reason) = (record.Problem, record.Reason);
        var values = new double[_metrics.Count];
        Array.Fill(values, double.NaN);
        if (problem is null)
        {
            (problem, reason) = Values(record, values);
        }

        _values.AddRange(values);
        var started = record.Started is { } time && time > Earliest && time < Latest ? time : (DateTimeOffset?)null;
        _rows.Add(new PairRow(
            record.Repeat, record.Round, batch, nic, record.Client, record.Server, started?.ToUniversalTime(), Sane(record.Behind), Sane(record.Seconds),
            problem, problem is null ? null : Once(reason ?? $"{_nodes[record.Client]} gave no reason.")));
        if (problem is null && started is { } at && _planned.Count * _nics.Count <= MostPairsWithSeries)
        {
            AddSeries(record, at, _nics[nic]);
        }
    }

    private (PairProblem? Problem, string? Reason) Values(PairRecord record, double[] values)
    {
        for (var m = 0; m < _metrics.Count; m++)
        {
            var name = _metrics[m].Name;
            try
            {
                values[m] = _fromOutput.TryGetValue(name, out var spec) ? OutputMetric.Read(spec, record.Output ?? "")
                    : record.Values.TryGetValue(name, out var value) && double.IsFinite(value) ? value : double.NaN;
            }
            catch (OutputException problem)
            {
                return (PairProblem.Unreadable, $"{_nodes[record.Client]}: {name} is not in what the program printed: {problem.Message}");
            }
        }

        return double.IsNaN(values[0]) ? (PairProblem.Unreadable, $"{_nodes[record.Client]} gave no {_metrics[0].Name}.") : (null, null);
    }

    private void AddSeries(PairRecord record, DateTimeOffset started, string nic)
    {
        var edge = $"{_nodes[record.Client]}>{_nodes[record.Server]}{(nic.Length > 0 ? "@" + nic : "")}";
        foreach (var sample in record.Samples)
        {
            // The generated reader lets a null through where a list has one.
            if (sample?.Values is null || Sane(sample.Start) is not { } start || Sane(sample.Seconds) is not { } seconds)
            {
                continue;
            }

            foreach (var metric in _metrics.Where(m => sample.Values.TryGetValue(m.Name, out var v) && double.IsFinite(v)))
            {
                _series.Add(new SeriesRow(started.AddSeconds(start + seconds), _files.Source, edge, $"{_workload}/{metric.Name}", sample.Values[metric.Name], metric.Unit));
            }
        }
    }

    // Thousands of pairs fail for the same reason: it is kept once.
    private string Once(string said)
    {
        var reason = said.Length <= MostOfReason ? said : said[..MostOfReason] + "…";
        if (!_reasons.TryGetValue(reason, out var known))
        {
            _reasons[reason] = known = reason;
        }

        return known;
    }

    private static double? Sane(double? seconds) => seconds is >= 0 and < LongestSeconds ? seconds : null;

    private void Refuse(string path, int line, string what)
    {
        _unreadable++;
        if (_unreadable <= MostProblems)
        {
            Tell(path, string.Create(CultureInfo.InvariantCulture, $"Line {line} of {PairRecord.FileName} of workload '{_workload}' {what}."), line);
        }
    }

    private void Tell(string path, string what, int line = 0) => _problems.Add(new Diagnostic(
        Codes.ResultMissing, line > 0 ? new SourcePlace(path, line, 1) : new SourcePlace(path), what, "Look at its log (./build.sh Logs) and run the point again."));
}
