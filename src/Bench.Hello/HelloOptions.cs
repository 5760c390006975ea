using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Bench.Hello;

/// <summary>The command line of bench-hello.</summary>
public sealed record HelloOptions
{
    public const string Help = """
        bench-hello: a small HTTP service to test loads against.

          --port N           port; default $PORT, else 8080; 0 takes a free one
          --host HOST        address to listen on, or a name that has one; default 127.0.0.1
          --stall AT+FOR     from AT after the first request (/health does not count) no request is answered for FOR: 8s+2s; may be repeated
          --seed N           seed of what is left to chance (/error, /delay); default 1
          --tls              https, with a certificate that it makes itself
          --inline           answer on the threads that read, without a turn of the thread pool between: less time that /times cannot see

          /  /hello          a short text                      /health            200
          /delay?ms=5        answers later                     /stall?ms=2000     the same, for a long wait
            &jitter=2 ± ms; &slow=50&share=0.1 a tenth of the requests after 50 ms
          /error?status=503&share=0.1                          errors for a share of the requests
          /bytes?n=1000      a body of n bytes (&chunked=true) /empty             200 without a body
          /close             answers, then closes              /abort             closes without an answer
          /metrics           Prometheus text                   /times             how long each answer took here, stalls left out: µs, one a line
        """;

    public IPAddress Host { get; init; } = IPAddress.Loopback;

    public int Port { get; init; }

    public IReadOnlyList<Stall> Stalls { get; init; } = [];

    public int Seed { get; init; } = 1;

    /// <summary>No turn of the thread pool between the socket and the answer; for few connections, since an answer holds up its thread.</summary>
    public bool Inline { get; init; }

    /// <summary>https, with a certificate of its own.</summary>
    public bool Tls { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <param name="environmentPort">Value of the variable PORT, or null.</param>
    /// <exception cref="FormatException">An option is unknown or its value is wrong; the message says how to mend it.</exception>
    public static HelloOptions Parse(IReadOnlyList<string> arguments, string? environmentPort)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var options = new HelloOptions { Port = PortOf(string.IsNullOrEmpty(environmentPort) ? "8080" : environmentPort, "PORT") };
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--inline")
            {
                options = options with { Inline = true };
                continue;
            }

            if (arguments[i] == "--tls")
            {
                options = options with { Tls = true };
                continue;
            }

            var parts = arguments[i].Split('=', 2);
            string Value() => parts.Length == 2
                ? parts[1]
                : ++i < arguments.Count ? arguments[i] : throw new FormatException($"{parts[0]} has no value.");
            options = parts[0] switch
            {
                "--port" => options with { Port = PortOf(Value(), "--port") },
                "--host" => options with { Host = HostOf(Value()) },
                "--stall" => options with { Stalls = [.. options.Stalls, Stall.Parse(Value())] },
                "--seed" => options with { Seed = Number(Value(), "--seed") },
                _ => throw new FormatException($"there is no option '{arguments[i]}'. See bench-hello --help."),
            };
        }

        return options;
    }

    private static IPAddress HostOf(string text) =>
        text == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(text, out var address) ? address
        : Resolve(text) ?? throw new FormatException($"--host '{text}' is no address, and no name that has one. Use 127.0.0.1, or 0.0.0.0 for all.");

    private static IPAddress? Resolve(string name)
    {
        try
        {
            return Dns.GetHostAddresses(name).OrderBy(a => a.AddressFamily).FirstOrDefault(); // IPv4 before IPv6
        }
        catch (Exception problem) when (problem is SocketException or ArgumentException)
        {
            return null;
        }
    }

    private static int PortOf(string text, string name) => Number(text, name) is >= 0 and <= 65535 and var port
        ? port
        : throw new FormatException($"{name} '{text}' is no port: 0 to 65535.");

    private static int Number(string text, string name) => int.TryParse(text, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FormatException($"{name} '{text}' is no whole number.");
}
