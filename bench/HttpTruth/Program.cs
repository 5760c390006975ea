using System.Diagnostics;
using System.Globalization;
using Bench.HttpTruth;
using Bench.Measurement.Arrivals;
using Bench.Measurement.Results;

if (args is not [var load, var hello, var work, var length] || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds < 5)
{
    Console.Error.WriteLine("http-truth BENCH_LOAD BENCH_HELLO FOLDER SECONDS: with 5 s or more; see bench/http-truth.sh.");
    return 2;
}

// In it the service's code is compiled, where it is not native, and caches fill.
const int WarmUp = 2;
TruthCase[] cases =
[
    // Often enough that neither CPU falls asleep between requests: waking up is no part of the service's time, and takes longer the deeper the sleep was.
    new("the way itself: no delay", "/hello", 500, 100, [50, 75, 90, 99]) { IsWay = true },
    new("constant, 5 ms", "/delay?ms=5", 500, 100, [50, 75, 90, 99]),
    new("constant, 20 ms", "/delay?ms=20", 500, 100, [50, 75, 90, 99]),
    new("constant, 20 ms to the us", "/delay?ms=20&spin=true", 50, 20, [50, 75, 90, 99]),
    new("bimodal, 90 % at 20 ms and 10 % at 100 ms", "/delay?ms=20&slow=100&share=0.1", 500, 200, [50, 75, 95, 99]),
    // A fifth of the requests falls due in the stall, and they end together with it.
    new("a stall, with a connection for each request", "/delay?ms=50", 200, 1000, [50, 85, 90, 95, 99, 100]) { Stall = (WarmUp + seconds * 0.4, seconds * 0.2) },
    new("a stall, with 100 connections", "/delay?ms=50", 200, 100, [50, 85, 90, 95, 99, 100]) { Stall = (WarmUp + seconds * 0.4, seconds * 0.2) },
];
var (met, all, way) = (0, 0, 0L);
Console.WriteLine($"{"",-46} {"expected",12} {"measured",12} {"difference",12} {"beside the way",15}    goal: 1 % or 50 us");
foreach (var one in cases)
{
    using var service = Start(hello, ["--port", "0", "--seed", "7", "--inline", .. one.HelloOptions]);
    var url = (service.StandardOutput.ReadLine() ?? throw new InvalidOperationException("bench-hello did not start.")).Split(' ')[^1];
    var (result, arrivals) = (Path.Combine(work, "result.json"), Path.Combine(work, "arrivals.csv"));
    using (var client = Start(
        load,
        ["http", "--url", url, "--path", one.Path, "--rate", $"{one.Rate}", "--duration", $"{seconds}s", "--warmup", $"{WarmUp}s", "--connections", $"{one.Connections}", "--timeout", "60s", "--out", result, "--arrivals-out", arrivals]))
    {
        client.StandardOutput.ReadToEnd();
        client.WaitForExit();
        if (client.ExitCode != 0)
        {
            throw new InvalidOperationException($"bench-load ended with status {client.ExitCode}.");
        }
    }

    using var http = new HttpClient { BaseAddress = new Uri(url) };
    var times = (await http.GetStringAsync("/times")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(t => (long)(double.Parse(t, CultureInfo.InvariantCulture) * 1000)).ToList();
    service.Kill();
    service.WaitForExit();
    var measured = HttpLoadResult.Load(result);
    var expected = one.Expected(ArrivalFile.Read(arrivals), WarmUp * one.Rate, times);
    Console.WriteLine($"{one.Name}: {measured.Counts.Completed} of {measured.Counts.Scheduled} requests, {measured.Counts.Errors} errors");
    foreach (var percentile in one.Percentiles)
    {
        var (should, at) = (expected.Percentile(percentile), measured.Histograms.Latency.Percentile(percentile));
        way = one.IsWay && percentile == 50 ? at - should : way;
        var goal = Math.Max(should / 100, 50_000);
        var good = Math.Abs(at - should) <= goal;
        (met, all) = one.IsWay ? (met, all) : (met + (good ? 1 : 0), all + 1);
        var verdict = one.IsWay ? "" : string.Create(CultureInfo.InvariantCulture, $"{goal / 1e3,6:F0} us {(good ? "met" : "missed")}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{$"  p{percentile}",-46} {should / 1e6,9:F3} ms {at / 1e6,9:F3} ms {(at - should) / 1e3,9:F0} us {(at - should - way) / 1e3,12:F0} us    {verdict}"));
    }
}

Console.WriteLine($"{met} of {all} within the goal");
return 0;

static Process Start(string program, IEnumerable<string> arguments) =>
    Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException($"{program} did not start.");
