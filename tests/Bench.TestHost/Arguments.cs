using System.Globalization;
using Bench.Lifecycle;

namespace Bench.TestHost;

/// <summary>
/// The command line: <c>--root R --home H --tools T [--target NAME] [--workload KIND --pattern NAME --nodes N] [--recipe X] [--run ID] [--cluster NAME] [--set path=value]… [--output-dir D]
/// [--job NAME] [--detach yes] [--cancel yes] [--force yes] [--kill-at N] [--signal-at STEP --signal INT]
/// [--stop-at EVENT:JOB] [--lease SECONDS]</c>, in pairs.
/// </summary>
internal static class Arguments
{
    public static BenchOptions Read(string[] args, out int killAt, out string? stopAt, out string? signalAt, out string? signal)
    {
        var given = args.Chunk(2).ToLookup(pair => pair[0], pair => pair[1]);
        killAt = int.Parse(given["--kill-at"].FirstOrDefault("0"), CultureInfo.InvariantCulture);
        stopAt = given["--stop-at"].FirstOrDefault();
        signalAt = given["--signal-at"].FirstOrDefault();
        signal = given["--signal"].FirstOrDefault();
        var options = new BenchOptions
        {
            Target = given["--target"].FirstOrDefault("RunBenchmark"),
            Root = given["--root"].Single(),
            Home = given["--home"].Single(),
            Tools = given["--tools"].Single(),
            Recipe = given["--recipe"].FirstOrDefault(),
            Workload = given["--workload"].FirstOrDefault(),
            Pattern = given["--pattern"].FirstOrDefault(),
            Nodes = given["--nodes"].FirstOrDefault(),
            Run = given["--run"].FirstOrDefault(),
            Cluster = given["--cluster"].FirstOrDefault(),
            OutputDir = given["--output-dir"].FirstOrDefault(),
            Job = given["--job"].FirstOrDefault(),
            Detach = given["--detach"].Any(),
            Cancel = given["--cancel"].Any(),
            Force = given["--force"].Any(),
            Set = [.. given["--set"].Select(s => s.Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))],
        };
        return given["--lease"].FirstOrDefault() is { } lease ? options with { Lease = TimeSpan.FromSeconds(int.Parse(lease, CultureInfo.InvariantCulture)) } : options;
    }
}
