using Bench.Jobs;
using Bench.Jobs.Local;
using Bench.Measurement;
using Bench.Measurement.Machine;
using Bench.Tests.Scripts;
using Microsoft.Extensions.Time.Testing;

namespace Bench.Tests.Jobs;

public sealed class LocalResourceSamplerTests : IDisposable
{
    private const string Run = "20261122-151233-hello-http-4f2a";

    private readonly TempFolder _proc = new();
    private readonly LocalJobsFixture _fixture = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose()
    {
        _fixture.Dispose();
        _proc.Dispose();
    }

    // A process in a /proc of paper. Times in ticks.
    private void Process(int pid, long user, long system = 0, long start = 100, int rssPages = 10, long read = 0, char state = 'S')
    {
        Directory.CreateDirectory(Path.Combine(_proc.Path, $"{pid}"));
        _proc.Write($"{pid}/stat", $"{pid} (a) b) {state} 1 {pid} {pid} 0 -1 0 0 0 0 0 {user} {system} 0 0 20 0 2 0 {start} 1000 {rssPages} 0 0 0 0\n");
        _proc.Write($"{pid}/environ", $"A=b\0BENCH_JOB={Run}.d1-hello.1\0");
        _proc.Write($"{pid}/io", $"rchar: 5\nread_bytes: {read}\nwrite_bytes: 0\n");
    }

    private void Node(double uptime, long busy = 0, long steal = 0, long rx = 0)
    {
        Directory.CreateDirectory(Path.Combine(_proc.Path, "net"));
        _proc.Write("uptime", $"{uptime} 1\n");
        _proc.Write("stat", $"cpu  {busy} 0 0 500 0 0 0 {steal} 0 0\ncpu0 1\n");
        _proc.Write("meminfo", "MemTotal: 9 kB\nMemAvailable:  4 kB\n");
        _proc.Write("loadavg", "1.50 1 1 1/2 3\n");
        _proc.Write("net/dev", $"Inter-| Receive | Transmit\n face |bytes\n    lo: 7 0 0 0 0 0 0 0 7 0 0 0 0 0 0 0\n  eth0:{rx} 0 0 0 0 0 0 0 {rx} 0 0 0 0 0 0 0\n");
    }

    private LocalResourceSampler Sampler() =>
        new(new LocalMembers(new ProcFileSystem(_proc.Path)), [new JobHandle($"{Run}.d1-hello.1", "999:100:unknown", _proc.Path)], _time);

    private async Task<Dictionary<string, double>> SampleAsync(LocalResourceSampler sampler, double seconds = 0)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        var rows = await sampler.SampleAsync(CancellationToken.None);
        Assert.All(rows, r => Assert.Equal(_time.GetUtcNow(), r.TimeUtc));
        return rows.ToDictionary(r => $"{r.Source} {r.Metric} {r.Unit}", r => r.Value);
    }

    [Fact]
    public async Task Sample_First_HasGaugesAndNoRates()
    {
        Node(10);
        Process(1000, user: 500);
        await using var sampler = Sampler();
        var rows = await SampleAsync(sampler);
        Assert.Equal(10.0 * Environment.SystemPageSize, rows["d1-hello memory/rss B"]);
        Assert.Equal((2, 1, 4096, 1.5), (rows["d1-hello threads 1"], rows["d1-hello processes 1"], rows["node memory/available B"], rows["node load1 1"]));
        Assert.DoesNotContain(rows.Keys, k => k.EndsWith(" cores", StringComparison.Ordinal) || k.EndsWith("B/s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sample_ProcessesComeAndGo_RatesAreTheirsAndNeverNegative()
    {
        Node(10, busy: 100, steal: 10, rx: 1000);
        Process(1000, user: 500, system: 100, read: 50);
        Process(1001, user: 90000);
        await using var sampler = Sampler();
        await SampleAsync(sampler);

        // 1001 ends with its 900 s; 1002 is new since; 1003 is old but is only found now.
        Directory.Delete(Path.Combine(_proc.Path, "1001"), true);
        Process(1000, user: 600, system: 150, read: 250);
        Process(1002, user: 30, start: 1100);
        Process(1003, user: 7777, start: 200);
        Node(12, busy: 400, steal: 30, rx: 5000);
        var rows = await SampleAsync(sampler, 2);
        Assert.Equal((0.9, 0.65, 0.25, 100), (rows["d1-hello cpu/cores cores"], rows["d1-hello cpu/user cores"], rows["d1-hello cpu/system cores"], rows["d1-hello io/read B/s"]));
        Assert.Equal((1.5, 0.1, 2000), (rows["node cpu/cores cores"], rows["node cpu/steal cores"], rows["node network/rx B/s"]));

        // The pid is used again: another process, from its own beginning.
        Directory.Delete(Path.Combine(_proc.Path, "1002"), true);
        Process(1000, user: 600, system: 150, state: 'Z');
        Process(1003, user: 7777, start: 1300);
        Node(14);
        rows = await SampleAsync(sampler, 2);
        Assert.Equal(7777 / 200.0, rows["d1-hello cpu/cores cores"]);
        Assert.All(rows.Values, v => Assert.True(v >= 0));
    }

    [Fact]
    public async Task Sample_BurningChild_IsSeen()
    {
        var job = await _fixture.SubmitAsync("(while :; do :; done) & wait");
        await using var sampler = _fixture.Jobs.CreateSampler([job])!;
        var rows = await Eventually.GetAsync<IReadOnlyList<SeriesRow>>(
            () => sampler.SampleAsync(CancellationToken.None), r => r.Any(x => x is { Source: "d1-hello", Metric: "cpu/user", Value: > 0 }) && r.Any(x => x is { Metric: "processes", Value: 2 }));
        Assert.Contains(rows, r => r is { Source: "d1-hello", Metric: "memory/rss", Value: > 100_000 });
        Assert.Contains(rows, r => r is { Source: "node", Metric: "memory/available", Value: > 0 });
    }

    [Theory]
    [InlineData(Run + ".p1-load-r1.2", "p1-load-r1")]
    [InlineData("odd", "odd")]
    public void Short_Name_IsTheMiddle(string name, string expected) => Assert.Equal(expected, JobNames.Short(name));
}
