using System.Diagnostics;
using System.Globalization;
using Bench.HttpTruth;
using Bench.Measurement.Arrivals;
using Bench.Measurement.Histograms;
using Bench.Measurement.Results;

if (args is not [var load, var exact, var hello, var work, var length, var times]
    || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds < 5
    || !int.TryParse(times, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) || rounds < 1)
{
    Console.Error.WriteLine("http-truth BENCH_LOAD NULL_SERVER BENCH_HELLO FOLDER SECONDS ROUNDS: with 5 s or more; see bench/http-truth.sh.");
    return 2;
}

// In it the service's code is compiled, where it is not native, and caches fill.
const int WarmUp = 2;

// Requests per second. Not 500: their interval is a half of the 4 ms between two ticks of a kernel's timer (CONFIG_HZ=250), so that a tick fell into every other request of
// a run or into none, by the luck of its start. And no two answers are due at once, of which one would wait for the other.
const int Rate = 483;
TruthCase[] cases =
[
    new("the way itself: no delay", Rate, 100, [50, 75, 90, 99]),
    new("constant, 1 ms", Rate, 100, [50, 75, 90, 99]) { Milliseconds = 1 },
    new("constant, 5 ms", Rate, 100, [50, 75, 90, 99]) { Milliseconds = 5 },
    new("constant, 20 ms", Rate, 100, [50, 75, 90, 99]) { Milliseconds = 20 },
    new("bimodal, 90 % at 1 ms and 10 % at 5.5 ms", Rate, 100, [50, 75, 95, 99]) { Milliseconds = 1, Slow = (5.5, 0.1) },
    new("bimodal, 90 % at 20 ms and 10 % at 100 ms", Rate, 200, [50, 75, 95, 99]) { Milliseconds = 20, Slow = (100, 0.1) },
    // A fifth of the requests falls due in the stall, and they end together with it. It begins between two requests: whether it holds one shall not be a matter of µs.
    new("a stall, with a connection for each request", 200, 1000, [50, 85, 90, 95, 99, 100]) { Milliseconds = 50, Stall = (WarmUp + seconds * 0.4 + 0.0025, seconds * 0.2) },
    new("a stall, with 100 connections", 200, 100, [50, 85, 90, 95, 99, 100]) { Milliseconds = 50, Stall = (WarmUp + seconds * 0.4 + 0.0025, seconds * 0.2) },
];
Console.WriteLine("The exact service (null-server exact), which counts by the kernel's own time: it judges the client.");
var (ofTimes, ofScript, all) = await Compare(exact, c => c.ExactArguments, _ => "/");
Console.WriteLine();
Console.WriteLine("bench-hello, beside it: its wake-ups, and Kestrel's part before and behind what it can time, count as the client's.");
var (helloTimes, helloScript, helloAll) = await Compare(hello, c => c.HelloArguments, c => c.HelloPath);
Console.WriteLine();
Console.WriteLine($"the exact service: {ofTimes} of {all} percentiles are within the goal of what it did, {ofScript} of {all} of what its script says");
Console.WriteLine($"bench-hello: {helloTimes} of {helloAll} of what it says that it did, {helloScript} of {helloAll} of its script");
return 0;

async Task<(int OfTimes, int OfScript, int All)> Compare(string service, Func<TruthCase, IReadOnlyList<string>> options, Func<TruthCase, string> path)
{
    var seen = cases.ToDictionary(c => c, _ => new List<Seen>());
    for (var round = 0; round < rounds; round++)
    {
        foreach (var one in cases)
        {
            var (measured, arrivals, times) = await Run(service, options(one), path(one), one);
            var warm = WarmUp * one.Rate;
            // bench-hello does not say which of its answers were slow ones.
            var hasScript = one.Slow.Share == 0 || times.TrueForAll(t => t.Script is not null);
            var script = one.Expected(arrivals, warm, [.. times.Select(t => t.Script ?? (long)(one.Milliseconds * 1e6))]);
            seen[one].Add(new(measured, one.Expected(arrivals, warm, [.. times.Select(t => t.Took)]), hasScript ? script : null));
        }
    }

    var (met, metScript, judged) = (0, 0, 0);
    Console.WriteLine($"{"",-46} {"script",12} {"service did",12} {"measured",12} {"off the service",16} {"off the script",15}   goal: 1 % or 50 us");
    foreach (var one in cases)
    {
        var all = seen[one];
        Console.WriteLine($"{one.Name}: {all.Sum(s => s.Measured.Counts.Completed)} of {all.Sum(s => s.Measured.Counts.Scheduled)} requests, {all.Sum(s => s.Measured.Counts.Errors)} errors");
        foreach (var percentile in one.Percentiles)
        {
            double At(Seen s) => s.Measured.Histograms.Latency.Percentile(percentile);
            var (took, at, off) = (Median(all, s => s.Did.Percentile(percentile)), Median(all, At), Median(all, s => At(s) - s.Did.Percentile(percentile)));
            bool Meets(double offs, double should) => Math.Abs(offs) <= Math.Max(should / 100, 50_000);
            string Verdict(bool good) => good ? "met" : "missed";
            var (says, offScript) = all[0].Script is null ? (double.NaN, double.NaN) : (Median(all, s => s.Script!.Percentile(percentile)), Median(all, s => At(s) - s.Script!.Percentile(percentile)));
            Console.Write(string.Create(CultureInfo.InvariantCulture, $"{$"  p{percentile}",-46} {says / 1e6,9:F3} ms {took / 1e6,9:F3} ms {at / 1e6,9:F3} ms {off / 1e3,13:F0} us {offScript / 1e3,12:F0} us"));
            if (one.Milliseconds == 0)
            {
                Console.WriteLine();
                continue;
            }

            var hasScript = all[0].Script is not null;
            Console.WriteLine($"   {Verdict(Meets(off, took))}{(hasScript ? $", of the script {Verdict(Meets(offScript, says))}" : "")}");
            (met, metScript, judged) = (met + (Meets(off, took) ? 1 : 0), metScript + (hasScript && Meets(offScript, says) ? 1 : 0), judged + 1);
        }
    }

    return (met, metScript, judged);
}

static double Median(IReadOnlyList<Seen> all, Func<Seen, double> of)
{
    var sorted = all.Select(of).Order().ToList();
    return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}

async Task<(HttpLoadResult Measured, IReadOnlyList<double> Arrivals, List<(long Took, long? Script)> Times)> Run(
    string program, IReadOnlyList<string> options, string path, TruthCase one)
{
    using var service = Start(program, options);
    var url = (service.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{program} did not start.")).Split(' ')[^1];
    var (result, arrivals) = (Path.Combine(work, "result.json"), Path.Combine(work, "arrivals.csv"));
    try
    {
        using var client = Start(
            load,
            ["http", "--url", url, "--path", path, "--rate", $"{one.Rate}", "--duration", $"{seconds}s", "--warmup", $"{WarmUp}s", "--connections", $"{one.Connections}", "--timeout", "60s", "--out", result, "--arrivals-out", arrivals]);
        client.StandardOutput.ReadToEnd();
        client.WaitForExit();
        if (client.ExitCode != 0)
        {
            throw new InvalidOperationException($"bench-load ended with status {client.ExitCode}.");
        }

        using var http = new HttpClient { BaseAddress = new Uri(url) };
        var times = (await http.GetStringAsync("/times")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToList();
        long Nanoseconds(string microseconds) => (long)(double.Parse(microseconds, CultureInfo.InvariantCulture) * 1000);
        return (HttpLoadResult.Load(result), ArrivalFile.Read(arrivals), [.. times.Select(t => (Nanoseconds(t[0]), t.Length > 1 ? Nanoseconds(t[1]) : (long?)null))]);
    }
    finally
    {
        service.Kill();
        service.WaitForExit();
    }
}

static Process Start(string program, IEnumerable<string> arguments) =>
    Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException($"{program} did not start.");

/// <summary>One run of a case: what was measured, and what should be by the service's own times and by its script, where it is known.</summary>
internal sealed record Seen(HttpLoadResult Measured, LatencyHistogram Did, LatencyHistogram? Script);
