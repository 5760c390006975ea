using System.Diagnostics;
using System.Reflection;
using Bench.Plans;
using Bench.Recipes;
using Bench.Workloads;

namespace Bench.Sdk.Tests.Docs;

/// <summary>"A kind of your own" in docs/workloads.md is a kind: it compiles, runs, and its output is read.</summary>
public sealed class KindOfYourOwnTests : IDisposable
{
    private static readonly Assembly Example = WorkedExample.Compile("docs/workloads.md", "A kind of your own");

    private readonly string _folder = Directory.CreateTempSubdirectory("bench-example").FullName;

    private static IWorkload Kind => (IWorkload)Activator.CreateInstance(Example.GetTypes().Single(t => t.IsAssignableTo(typeof(IWorkload))))!;

    private static PlannedWorkload Planned => new()
    {
        Name = "disk",
        Spec = (WorkloadSpec)Activator.CreateInstance(Example.GetTypes().Single(t => t.IsAssignableTo(typeof(WorkloadSpec))))!,
    };

    private ResultFiles Files => new(_folder, "p1-disk-r1", "node", default);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_sets_up_runs_and_is_processed()
    {
        foreach (var (name, content) in Kind.SetUp(Planned))
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, name), content);
        }

        var words = Kind.Run(Planned).Select(word => string.Concat(word.Parts.Select(Filled))).ToList();
        var start = new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardError = true };
        using var client = Process.Start(start)!;
        await File.WriteAllTextAsync(Path.Combine(_folder, "stderr.log"), await client.StandardError.ReadToEndAsync());
        await client.WaitForExitAsync();
        var result = Kind.Process(Planned, Files);

        Assert.Equal(0, client.ExitCode);
        Assert.Empty(result.Problems);
        var value = Assert.Single(result.Values);
        Assert.Equal(("throughput", "B/s"), (value.Metric.Name, value.Metric.Unit));
        Assert.True(value.Value > 0);
        Assert.Equal(8 << 20, new FileInfo(Path.Combine(_folder, "output")).Length);
    }

    [Fact]
    public void Without_output_there_is_a_problem_and_no_exception() => Assert.Single(Kind.Process(Planned, Files).Problems);

    // What the job's script does with variables. Both folders are one here.
    private string Filled(TextPart part) => !part.IsReference ? part.Value
        : part.Value is "job.dir" or "result.dir" ? _folder
        : throw new InvalidOperationException($"The example refers to {part.Value}, which this test does not know.");
}
