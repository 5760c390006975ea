using System.Diagnostics;
using System.Globalization;
using Bench.Measurement;
using Bench.Measurement.Machine;

namespace Bench.Load.Sampling;

/// <summary>
/// The GPUs that this job may see, by <c>nvidia-smi</c>, which is started once and writes a line for each GPU and period: a start of its own for each
/// sample would cost more than all the rest. Where there is no such program, or it ends, there are no rows.
/// </summary>
internal sealed class GpuReader : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, Gpu> _latest = [];
    private readonly Process? _process;

    /// <param name="program">For tests.</param>
    internal GpuReader(TimeSpan every, string program = "nvidia-smi")
    {
        try
        {
            _process = Process.Start(new ProcessStartInfo(
                program,
                ["--query-gpu=index,utilization.gpu,memory.used,power.draw", "--format=csv,noheader,nounits", $"--loop-ms={(long)Math.Max(500, every.TotalMilliseconds)}"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No GPU here, or none of this maker.
            return;
        }

        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The newest values of each GPU: <c>gpu0/utilization</c> (share of time with work), <c>gpu0/memory</c> (B), <c>gpu0/power</c> (W).</summary>
    internal IReadOnlyList<SeriesRow> Read(DateTimeOffset at, string node)
    {
        var rows = new List<SeriesRow>();
        lock (_lock)
        {
            // Each is told once: the values of a program that hangs must not go on looking like news.
            foreach (var (index, gpu) in _latest.OrderBy(g => g.Key))
            {
                Add($"gpu{index}/utilization", gpu.Percent / 100, "1");
                Add($"gpu{index}/memory", gpu.Mebibytes * (1 << 20), "B");
                Add($"gpu{index}/power", gpu.Watts, "W");
            }

            _latest.Clear();
        }

        return rows;

        void Add(string metric, double? value, string unit)
        {
            if (value is { } number)
            {
                rows.Add(new SeriesRow(at, ResourceReader.NodeSource, node, metric, number, unit));
            }
        }
    }

    public void Dispose()
    {
        if (_process is null)
        {
            return;
        }

        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }

        _process.Dispose();
    }

    // 0, 35, 1024, 61.20; what a GPU does not tell is [N/A].
    private void Take(string? line)
    {
        if (line?.Split(',', StringSplitOptions.TrimEntries) is [var index, var used, var memory, var power]
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            lock (_lock)
            {
                _latest[number] = new Gpu(Number(used), Number(memory), Number(power));
            }
        }
    }

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private sealed record Gpu(double? Percent, double? Mebibytes, double? Watts);
}
