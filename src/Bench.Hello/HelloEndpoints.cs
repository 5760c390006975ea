using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Bench.Hello;

/// <summary>What the paths answer; <see cref="HelloOptions.Help"/> lists them.</summary>
public sealed class HelloEndpoints(HelloMetrics metrics, ServiceTimes times, HelloOptions options, TimeProvider clock)
{
    private const int LargestBody = 1 << 30;

    private static readonly byte[] Hello = "Hello, Bench.\n"u8.ToArray();
    private static readonly byte[] Filler = Encoding.ASCII.GetBytes(new string('x', 64 << 10));

    private readonly Random _random = new(options.Seed);
    private readonly Lock _randomLock = new();

    public Task AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        switch (context.Request.Path.Value)
        {
            case "/" or "/hello" or "/health":
                return TextAsync(context, Hello, cancellationToken);
            case "/metrics":
                return TextAsync(context, Encoding.UTF8.GetBytes(metrics.ToString()), cancellationToken);
            case "/times":
                return TextAsync(context, Encoding.UTF8.GetBytes(times.ToString()), cancellationToken);
            case "/delay" or "/stall":
                return DelayAsync(context, cancellationToken);
            case "/error":
                context.Response.StatusCode = NextUnit() < Query(context, "share", 1) ? (int)Query(context, "status", 503) : 200;
                return TextAsync(context, Hello, cancellationToken);
            case "/bytes":
                return BytesAsync(context, (long)Math.Clamp(Query(context, "n", 1000), 0, LargestBody), cancellationToken);
            case "/empty":
                context.Response.ContentLength = 0;
                return Task.CompletedTask;
            case "/close":
                context.Response.Headers.Connection = "close";
                return TextAsync(context, Hello, cancellationToken);
            case "/abort":
                context.Abort();
                return Task.CompletedTask;
            default:
                context.Response.StatusCode = 404;
                return TextAsync(context, "There is no such path. See bench-hello --help.\n"u8.ToArray(), cancellationToken);
        }
    }

    private async Task DelayAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        var script = new DelayScript(Query(context, "ms", 5), Query(context, "jitter", 0), Query(context, "slow", 0), Query(context, "share", 0));
        await clock.WaitAsync(script.Draw(NextUnit) - clock.GetElapsedTime(begun), options.Inline, cancellationToken);
        await TextAsync(context, Hello, cancellationToken);
    }

    private static async Task BytesAsync(HttpContext context, long count, CancellationToken cancellationToken)
    {
        if (context.Request.Query["chunked"] != "true")
        {
            context.Response.ContentLength = count;
        }

        for (var left = count; left > 0 && !HttpMethods.IsHead(context.Request.Method);)
        {
            var part = (int)Math.Min(left, Filler.Length);
            await context.Response.Body.WriteAsync(Filler.AsMemory(0, part), cancellationToken);
            left -= part;
        }
    }

    private static Task TextAsync(HttpContext context, byte[] text, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = text.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(text, 0, text.Length, cancellationToken);
    }

    private static double Query(HttpContext context, string name, double otherwise) =>
        double.TryParse(context.Request.Query[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : otherwise;

    private double NextUnit()
    {
        lock (_randomLock)
        {
            return _random.NextDouble();
        }
    }
}
