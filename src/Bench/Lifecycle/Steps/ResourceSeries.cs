using Bench.Lifecycle.Workspaces;
using Bench.Measurement;
using Bench.Metrics;

namespace Bench.Lifecycle.Steps;

/// <summary>What jobs and nodes used, from all who looked: the orchestrator's samplers, and those beside the jobs on their nodes.</summary>
internal static class ResourceSeries
{
    private const string NodeSource = "node";

    /// <summary>By the name of the file in <c>metrics/</c>. Rows of nodes are brought to the shared file system's clock.</summary>
    public static IReadOnlyDictionary<string, IEnumerable<SeriesRow>> Of(RunContext run)
    {
        var files = Directory.Exists(run.Folder.Samples)
            ? Directory.EnumerateFiles(run.Folder.Samples, "*.csv").ToDictionary(f => Path.GetFileName(f)!, f => (IEnumerable<SeriesRow>)SeriesFile.Read(f))
            : [];
        var jobs = Path.Combine(run.Folder.Path, "jobs");
        var beside = run.Site.IsLocal || !Directory.Exists(jobs) ? [] : OncePerNode(Directory.EnumerateDirectories(jobs).Select(f => OfJob(f).ToList())).ToList();
        if (beside.Count > 0)
        {
            files["resources.csv"] = files.GetValueOrDefault("resources.csv", []).Concat(beside).OrderBy(r => r.TimeUtc);
        }

        return files;
    }

    // Jobs that share a node each tell of the node as a whole: what one told, the others need not.
    private static IEnumerable<SeriesRow> OncePerNode(IEnumerable<List<SeriesRow>> jobs)
    {
        var told = new Dictionary<string, DateTimeOffset>();
        foreach (var rows in jobs.Where(r => r.Count > 0).OrderBy(r => r[0].TimeUtc))
        {
            var ends = rows.GroupBy(r => r.Node).ToDictionary(g => g.Key, g => g.Max(r => r.TimeUtc));
            foreach (var row in rows.Where(r => r.Source != NodeSource || !told.TryGetValue(r.Node, out var until) || r.TimeUtc > until))
            {
                yield return row;
            }

            foreach (var (node, end) in ends)
            {
                told[node] = told.TryGetValue(node, out var before) && before > end ? before : end;
            }
        }
    }

    private static IEnumerable<SeriesRow> OfJob(string folder)
    {
        var offset = NodeFacts.ClockOffset(folder);
        return Directory.EnumerateFiles(folder)
            .Where(f => JobFiles.IsSamples(Path.GetFileName(f)))
            .SelectMany(SeriesFile.Read)
            .Select(r => r with { TimeUtc = r.TimeUtc - offset });
    }
}
