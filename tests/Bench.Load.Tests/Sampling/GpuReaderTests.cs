using System.Runtime.Versioning;
using Bench.Load.Sampling;

namespace Bench.Load.Tests.Sampling;

[UnsupportedOSPlatform("windows")]
public sealed class GpuReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bench-gpu").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_newest_values_of_each_GPU_are_told_once()
    {
        var program = Path.Combine(_folder, "nvidia-smi");
        await File.WriteAllTextAsync(program, "#!/bin/sh\necho '0, 35, 1024, 61.20'\necho '1, [N/A], 2, [N/A]'\nexec sleep 600\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var reader = new GpuReader(TimeSpan.FromSeconds(1), program);
        var rows = new List<Measurement.SeriesRow>();
        while (rows.Count < 4)
        {
            rows.AddRange(reader.Read(default, "n1"));
            await Task.Yield();
        }

        Assert.Equal(
            ["gpu0/utilization 0.35 1", "gpu0/memory 1073741824 B", "gpu0/power 61.2 W", "gpu1/memory 2097152 B"],
            rows.Select(r => $"{r.Metric} {r.Value} {r.Unit}"));
        Assert.All(rows, r => Assert.Equal(("node", "n1"), (r.Source, r.Node)));
        Assert.Empty(reader.Read(default, "n1"));
    }

    [Fact]
    public void Without_the_program_there_are_no_rows()
    {
        using var reader = new GpuReader(TimeSpan.FromSeconds(1), Path.Combine(_folder, "none"));

        Assert.Empty(reader.Read(default, "n1"));
    }
}
