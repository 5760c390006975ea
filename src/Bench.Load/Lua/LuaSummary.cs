using Bench.Measurement.Results;

namespace Bench.Load.Lua;

/// <summary>
/// What <c>done</c> gets, made of a result: durations in µs, answers of any status in <c>requests</c>, the sockets' errors by wrk's kinds. Latencies are
/// those from the time a request was due, as wrk2 has them.
/// </summary>
internal sealed class LuaSummary(HttpLoadResult result)
{
    internal LuaStatistics Latency { get; } = LuaStatistics.Of(result.Histograms.Latency);

    /// <summary>Requests that ended in each whole second of the measurement, for each thread.</summary>
    internal LuaStatistics Requests { get; } = LuaStatistics.Of(
        [.. result.PerSecond.Where(s => s.Second >= 0 && s.Second + 1 <= result.MeasuredSeconds).Select(s => (double)(s.Completed + s.Errors) / result.Options.Threads)]);

    /// <summary>Pushes the table <c>summary</c>.</summary>
    internal void Push(LuaState state)
    {
        var counts = result.Counts;
        long Of(params ReadOnlySpan<string> kinds)
        {
            var sum = 0L;
            foreach (var kind in kinds)
            {
                sum += counts.ErrorsByKind.GetValueOrDefault(kind);
            }

            return sum;
        }

        void Number(string name, long value) => state.SetField(name, () => state.Api.Push(state.Handle, value));

        state.Api.PushTable(state.Handle);
        Number("duration", (long)(result.MeasuredSeconds * 1e6));
        Number("requests", counts.Completed + Of(HttpErrorKinds.Status4xx, HttpErrorKinds.Status5xx));
        Number("bytes", counts.BytesReceived);
        state.SetField("errors", () =>
        {
            state.Api.PushTable(state.Handle);
            Number("connect", counts.FailedConnects);
            Number("read", Of(HttpErrorKinds.Reset, HttpErrorKinds.ShortBody, HttpErrorKinds.Protocol));
            Number("write", 0);
            Number("status", Of(HttpErrorKinds.Status4xx, HttpErrorKinds.Status5xx));
            Number("timeout", Of(HttpErrorKinds.Timeout, HttpErrorKinds.Unanswered));
        });
    }
}
