using System.Globalization;
using Bench.Lifecycle;

namespace Bench.TestHost;

/// <summary>The command line: <c>--root R --home H --tools T --recipe X [--run ID] [--set path=value]… [--kill-at N] [--signal-at STEP --signal INT]</c>.</summary>
internal static class Arguments
{
    public static BenchOptions Read(string[] args, out int killAt, out string? signalAt, out string? signal)
    {
        var given = args.Chunk(2).ToLookup(pair => pair[0], pair => pair[1]);
        killAt = int.Parse(given["--kill-at"].FirstOrDefault("0"), CultureInfo.InvariantCulture);
        signalAt = given["--signal-at"].FirstOrDefault();
        signal = given["--signal"].FirstOrDefault();
        return new BenchOptions
        {
            Target = "RunBenchmark",
            Root = given["--root"].Single(),
            Home = given["--home"].Single(),
            Tools = given["--tools"].Single(),
            Recipe = given["--recipe"].FirstOrDefault(),
            Run = given["--run"].FirstOrDefault(),
            Set = [.. given["--set"].Select(s => s.Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))],
        };
    }
}
