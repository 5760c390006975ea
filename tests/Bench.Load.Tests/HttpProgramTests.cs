using System.Diagnostics;
using System.Text.Json;
using Bench.Hello;
using Bench.Measurement.Machine;
using Bench.Measurement.Results;

namespace Bench.Load.Tests;

public sealed class HttpProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bench-load").FullName;

    private string Result => Path.Combine(_folder, "result.json");

    private string ProgressFile => Path.Combine(_folder, "progress.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "bench-load"), arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    [Fact]
    public async Task A_load_writes_its_result_its_progress_and_a_summary()
    {
        await using var server = new HelloServer(new HelloOptions());
        var url = await server.StartAsync();
        using var output = new StringWriter();
        var status = await OwnThread.Run(() => HttpProgram.Run(
            ["--url", url, "--rate", "100", "--duration", "1s", "--warmup", "1s", "--out", Result, "--progress", ProgressFile, "--arrivals", "norm"], output));

        Assert.Equal(0, status);
        Assert.Equal(100, HttpLoadResult.Load(Result).Rates.Requested);
        var lines = File.ReadAllLines(ProgressFile).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.True(lines.Length >= 2);
        Assert.Equal((1.0, 2.0, true), (lines[0].GetProperty("t").GetDouble(), lines[0].GetProperty("of").GetDouble(), lines[0].GetProperty("warmup").GetBoolean()));
        Assert.Equal(server.Metrics.Requests, lines[^1].GetProperty("completed").GetInt64());
        Assert.Contains("latency (corrected)", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("(norm)", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Threads_have_the_CPUs_that_they_are_given_and_all_else_keeps_off()
    {
        await using var server = new HelloServer(new HelloOptions());
        using var load = Start("http", "--url", await server.StartAsync(), "--rate", "100", "--duration", "1m", "--cpus", "0");
        var threads = new Dictionary<string, List<string>>();
        await Programs.UntilAsync(load, () =>
        {
            threads = ThreadsOf(load.Id);
            return threads.TryGetValue("load-0", out var cpus) && cpus is ["0"];
        });
        await Programs.TerminateAsync(load);

        Assert.Equal(["0"], threads["load-0"]);
        // Those of the runtime, and that of the command itself; with one CPU there is no other.
        var others = threads.Where(t => t.Key != "load-0").SelectMany(t => t.Value).ToList();
        Assert.NotEmpty(others);
        Assert.True(Environment.ProcessorCount == 1 || others.TrueForAll(cpus => CpuList.Parse(cpus) is { } list && !list.Contains(0)), string.Join(' ', others));
    }

    [Fact]
    public async Task A_CPU_that_is_not_there_is_told()
    {
        using var load = Start("http", "--url", "http://127.0.0.1:1/", "--rate", "100", "--duration", "1s", "--cpus", "1023");
        await load.WaitForExitAsync();

        Assert.Equal(1, load.ExitCode);
        Assert.Contains("CPU 1023 of --cpus is none", await load.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
    }

    // By name the CPUs that each may run on.
    private static Dictionary<string, List<string>> ThreadsOf(int process)
    {
        var threads = new Dictionary<string, List<string>>();
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
        {
            try
            {
                var status = File.ReadAllLines(Path.Combine(thread, "status")).Select(l => l.Split(':', 2)).ToDictionary(l => l[0], l => l[1].Trim());
                threads.TryAdd(status["Name"], []);
                threads[status["Name"]].Add(status["Cpus_allowed_list"]);
            }
            catch (IOException)
            {
                // It has ended.
            }
        }

        return threads;
    }

    [Fact]
    public async Task Parts_start_together_and_send_what_one_would()
    {
        await using var server = new HelloServer(new HelloOptions());
        var url = await server.StartAsync();
        var start = DateTimeOffset.UtcNow.AddSeconds(2);
        var parts = await Task.WhenAll(Enumerable.Range(1, 3).Select(part => OwnThread.Run(() =>
        {
            var file = Path.Combine(_folder, $"{part}.json");
            using var output = new StringWriter();
            HttpProgram.Run(
                ["--url", url, "--rate", "100", "--duration", "1s", "--arrivals", "exp", "--part", $"{part}/3", "--start-at", $"{start.ToUnixTimeMilliseconds()}", "--out", file], output);
            Assert.Contains($"part {part} of 3", output.ToString(), StringComparison.Ordinal);
            return HttpLoadResult.Load(file);
        })));
        const int Due = 100;
        var merged = HttpLoadResult.Merge(parts);
        Assert.Equal(Due, merged.Counts.Scheduled);
        Assert.Equal(Due, merged.PerSecond.Sum(s => s.Scheduled));
        Assert.Equal(Due, server.Metrics.Requests);
        Assert.Equal(100, merged.Rates.Requested, 1e-9);
        Assert.All(parts, p => Assert.InRange(p.Counts.Scheduled, Due / 3, Due / 3 + 1));
        Assert.All(parts, p => Assert.True(p.Started >= start.AddMilliseconds(-50)));
    }

    [Fact]
    public async Task A_start_that_is_past_is_at_once()
    {
        await using var server = new HelloServer(new HelloOptions());
        var url = await server.StartAsync();
        using var output = new StringWriter();

        Assert.Equal(0, await OwnThread.Run(() => HttpProgram.Run(["--url", url, "--rate", "100", "--duration", "100ms", "--start-at", "5", "--out", Result], output)));
        Assert.Equal(10, HttpLoadResult.Load(Result).Counts.Scheduled);
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public async Task A_signal_ends_the_load_and_the_partial_result_is_written(string signal, int status)
    {
        await using var server = new HelloServer(new HelloOptions());
        var url = await server.StartAsync();
        using var load = Start("http", "--url", url, "--rate", "100", "--duration", "1h", "--out", Result, "--progress", ProgressFile);
        // The first line of progress says that it is in the midst of it.
        await Programs.UntilAsync(load, () => File.Exists(ProgressFile) && new FileInfo(ProgressFile).Length > 0);
        Process.Start("kill", [$"-{signal}", $"{load.Id}"]).WaitForExit();
        await load.WaitForExitAsync();
        var result = HttpLoadResult.Load(Result);

        Assert.Equal(status, load.ExitCode);
        Assert.True(result.Interrupted);
        Assert.True(result.Counts.Completed >= 90);
        Assert.Equal(["progress.jsonl", "result.json"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("Did you mean --rate?", "http", "--rte", "5")]
    [InlineData("--url is missing", "http")]
    [InlineData("There is no command 'htp'. Did you mean http?", "htp")]
    public void A_wrong_command_line_is_exit_status_2(string message, params string[] arguments)
    {
        using var load = Start(arguments);

        Assert.Contains(message, load.StandardError.ReadToEnd(), StringComparison.Ordinal);
        load.WaitForExit();
        Assert.Equal(2, load.ExitCode);
    }

    [Fact]
    public void A_host_that_does_not_exist_is_exit_status_1()
    {
        using var load = Start("http", "--url", "http://no-such-host.invalid/", "--rate", "1", "--duration", "1s");

        Assert.Contains("no-such-host.invalid", load.StandardError.ReadToEnd(), StringComparison.Ordinal);
        load.WaitForExit();
        Assert.Equal(1, load.ExitCode);
    }

    [Theory]
    [InlineData("--arrivals", "http", "--help")]
    [InlineData("bench-load 0.", "--version")]
    public void Help_and_version_are_exit_status_0(string text, params string[] arguments)
    {
        using var load = Start(arguments);

        Assert.Contains(text, load.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        load.WaitForExit();
        Assert.Equal(0, load.ExitCode);
    }
}
