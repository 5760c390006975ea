using Bench.Hello;
using Bench.Load.Wrk;
using Bench.Measurement.Results;

namespace Bench.Load.Tests.Lua;

/// <summary>Scripts and files of requests in whole loads, on the interpreter that the machine has.</summary>
public sealed class LuaLoadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bench-lua-load").FullName;

    private string Result => Path.Combine(_folder, "result.json");

    private string Out => Path.Combine(_folder, "out.txt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<HttpLoadResult> Run(params string[] more)
    {
        await using var server = new HelloServer(new HelloOptions());
        var url = await server.StartAsync();
        using var output = new StringWriter();
        await OwnThread.Run(() => HttpProgram.Run(["--url", url, .. more.Contains("--rate") ? (string[])[] : ["--rate", "200"], .. more.Contains("--duration") ? (string[])[] : ["--duration", "1s"], "--out", Result, .. more], output));
        return HttpLoadResult.Load(Result);
    }

    [Fact]
    public async Task A_load_sends_what_the_script_makes_and_tells_it_the_answers()
    {
        var result = await Run("--threads", "2", "--script", LuaScripts.PathOf("setup.lua"), "--", Out);

        Assert.Equal(200, result.Counts.Completed);
        // Each thread has made one more than it sent: the next is always ready.
        Assert.Equal("thread 10: 101 made, 100 answered\nthread 20: 101 made, 100 answered\n", File.ReadAllText(Out));
    }

    [Fact]
    public async Task A_script_that_stops_its_threads_ends_the_load()
    {
        var result = await Run("--threads", "2", "--duration", "1h", "--script", LuaScripts.PathOf("stop.lua"));

        Assert.True(result.Interrupted);
        Assert.InRange(result.Counts.Completed, 20, 2000);
    }

    [Fact]
    public async Task A_script_that_fails_in_the_midst_ends_the_load_with_its_line()
    {
        var script = Path.Combine(_folder, "late.lua");
        File.WriteAllText(script, "local n = 0\nfunction request()\n n = n + 1\n if n == 5 then error('enough') end\n return wrk.format()\nend");

        Assert.Contains("late.lua:4: enough", (await Assert.ThrowsAsync<LoadException>(() => Run("--script", script))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delay_bounds_what_a_connection_sends_and_holds_up_no_other()
    {
        var script = Path.Combine(_folder, "rest.lua");
        File.WriteAllText(script, "local n = 0\nfunction delay()\n n = n + 1\n return n <= 3 and 0 or 3600000\nend");
        var result = await Run("--connections", "3", "--rate", "max", "--duration", "300ms", "--script", script);

        // Each of the three sends one request, and then rests for an hour, which the load's end does not wait for.
        Assert.Equal((3, 0), (result.Counts.Completed, result.Counts.Errors));
    }

    [Fact]
    public async Task A_pipelined_script_is_answered_request_by_request()
    {
        var result = await Run("--rate", "300", "--script", LuaScripts.PathOf("pipeline.lua"));

        // bench-hello knows none of the three paths.
        Assert.Equal(300, result.Counts.ErrorsByKind[HttpErrorKinds.Status4xx]);
    }

    [Fact]
    public async Task The_options_and_the_report_of_wrk2_drive_the_same_load()
    {
        await using var server = new HelloServer(new HelloOptions());
        var url = await server.StartAsync();
        using var output = new StringWriter();

        Assert.Equal(0, await OwnThread.Run(() => WrkProgram.Run(["-t2", "-c4", "-d1s", "-R100", "-L", url], output)));
        Assert.StartsWith($"Running 1s test @ {url}\n  2 threads and 4 connections\n  Thread Stats", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\n  100 requests in 1.00s, ", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(100, server.Metrics.Requests);
    }
}
