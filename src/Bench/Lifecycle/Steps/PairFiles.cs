using Bench.Reports;
using Bench.Workloads.Pairs;

namespace Bench.Lifecycle.Steps;

/// <summary>What workloads between nodes add to <c>metrics/</c>.</summary>
internal static class PairFiles
{
    /// <summary>Writes the files of all runs that measured pairs; files of an earlier collection that are not written again are gone.</summary>
    /// <returns>Their paths.</returns>
    public static IReadOnlyList<string> Write(string folder, IEnumerable<MeasuredRun> runs)
    {
        var measured = runs.Where(r => r.Result?.Pairs is not null).Select(r => (r.Point, r.Repeat, r.Workload, Results: r.Result!.Pairs!)).ToList();
        if (Directory.Exists(folder))
        {
            foreach (var old in Directory.EnumerateFiles(folder, "*.csv").Where(f => PairFileNames.Has(Path.GetFileName(f))).ToList())
            {
                File.Delete(old);
            }
        }

        if (measured.Count == 0)
        {
            return [];
        }

        Directory.CreateDirectory(folder);
        var written = new List<string>();
        Save(PairFileNames.Pairs, w => PairCsv.WritePairs(w, measured));
        Save(PairFileNames.Rounds, w => PairCsv.WriteRounds(w, measured));
        Save(PairFileNames.Medians, medians =>
        {
            PairCsv.WriteMediansHeader(medians);
            foreach (var group in measured.GroupBy(m => (m.Point, m.Workload)))
            {
                var cells = new PairCells([.. group.Select(g => g.Results)]);
                foreach (var (metric, index) in cells.First.Metrics.Select((m, i) => (m, i)))
                {
                    for (var nic = 0; nic < cells.First.Nics.Count; nic++)
                    {
                        var grid = cells.Grid(nic, index);
                        PairCsv.WriteMedians(medians, group.Key.Point, group.Key.Workload, grid);
                        Save(PairFileNames.Matrix(group.Key.Point, group.Key.Workload, metric.Name, grid.Nic), w => PairCsv.WriteMatrix(w, grid));
                    }
                }
            }
        });
        return written;

        void Save(string name, Action<TextWriter> write)
        {
            var path = Path.Combine(folder, name);
            var temporary = path + ".tmp";
            using (var writer = new StreamWriter(temporary))
            {
                write(writer);
            }

            File.Move(temporary, path, overwrite: true);
            written.Add(path);
        }
    }

    /// <summary>The matrices that a summary refers to instead of having their values, by file name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<double>> Read(string folder, RunSummary summary)
    {
        var matrices = new Dictionary<string, IReadOnlyList<double>>(StringComparer.Ordinal);
        foreach (var pairs in summary.Points.SelectMany(p => p.Pairs))
        {
            foreach (var matrix in pairs.Matrices.Where(m => m.Values is null))
            {
                // The name comes from a file of ours, and stays within the folder all the same.
                var path = Path.Combine(folder, Path.GetFileName(matrix.File));
                if (File.Exists(path))
                {
                    using var reader = new StreamReader(path);
                    if (PairCsv.ReadMatrix(reader, pairs.Nodes.Count) is { } cells)
                    {
                        matrices[matrix.File] = cells;
                    }
                }
            }
        }

        return matrices;
    }
}
