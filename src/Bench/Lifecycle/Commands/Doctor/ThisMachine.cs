using System.Globalization;
using System.Runtime.CompilerServices;
using Bench.Metrics;
using Bench.Transport;

namespace Bench.Lifecycle.Commands.Doctor;

/// <summary>What Bench needs of the machine that it runs on.</summary>
internal static class ThisMachine
{
    private const long NeededBytes = 1L << 30;
    private const double HighLoad = 0.5;

    public static async IAsyncEnumerable<Finding> LookAsync(BenchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var transport = new LocalTransport();
        foreach (var tool in (string[])["bash", "setsid", "mkdir", "date"])
        {
            var found = await transport.RunAsync(new CommandLine(["sh", "-c", "command -v \"$1\"", "sh", tool]), cancellationToken).ConfigureAwait(false);
            yield return new Finding(tool, found.Succeeded, found.Output.Trim(), $"Install the package that has '{tool}' (bash, coreutils, util-linux).");
        }

        foreach (var tool in (string[])["bench-load", "bench-hello"])
        {
            var path = Path.Combine(options.Tools, tool, tool);
            yield return new Finding(tool, File.Exists(path), path, "Run ./build.sh from a checkout: it compiles it.");
        }

        yield return Space(options.Root);
        yield return Load();
        yield return Governor();
    }

    private static Finding Space(string root)
    {
        var free = new DriveInfo(root).AvailableFreeSpace;
        return new Finding("disk", free >= NeededBytes, $"{free / (double)(1L << 30):0.0} GiB free at {root}", "Make room: './build.sh Clean --keep 5' removes old runs.");
    }

    // A busy machine disturbs every number that is measured on it.
    private static Finding Load()
    {
        var one = double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
        var share = one / Environment.ProcessorCount;
        return new Finding("load", share < HighLoad, $"{one:0.00} over {Environment.ProcessorCount} CPUs", "Wait until other work has ended: it shares the CPUs with what you measure.") { IsFatal = false };
    }

    private static Finding Governor()
    {
        var governor = MachineFacts.Read().GetValueOrDefault("cpu governor");
        return new Finding("governor", governor is null or "performance", governor ?? "not told by this machine", "Use 'performance' while measuring: clocks that change blur results.") { IsFatal = false };
    }
}
