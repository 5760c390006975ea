using System.Net;
using System.Text;
using Bench.Load.Http;
using Bench.Load.Lua;
using Bench.Load.Requests;

namespace Bench.Load.CommandLine;

/// <summary>What is sent: one request of the command line, those of a file (<c>--requests</c>), or what a script makes (<c>--script</c>).</summary>
internal sealed record RequestOptions
{
    internal static readonly string[] Known = ["--method", "--path", "--header", "--body", "--body-file", "--requests", "--script"];

    public required HttpTarget Target { get; init; }

    public required string Url { get; init; }

    public string Method { get; init; } = "GET";

    public IReadOnlyList<string> Headers { get; init; } = [];

    public byte[]? Body { get; init; }

    /// <summary>The path of the file of weighted requests.</summary>
    public string? RequestsFile { get; init; }

    /// <summary>The path of the Lua script.</summary>
    public string? Script { get; init; }

    /// <summary>What stood after <c>--</c>.</summary>
    public IReadOnlyList<string> ScriptArguments { get; init; } = [];

    /// <exception cref="UsageException">Something is wrong, or excludes something else.</exception>
    internal static RequestOptions Read(OptionReader read, HttpTarget target, IReadOnlyList<string> scriptArguments)
    {
        var options = new RequestOptions
        {
            Target = target,
            Url = read.Get("--url"),
            Method = read.Find("--method") ?? "GET",
            Headers = read.All("--header"),
            Body = BodyOf(read),
            RequestsFile = read.Find("--requests"),
            Script = read.Find("--script"),
            ScriptArguments = scriptArguments,
        };
        if (options.RequestsFile is not null)
        {
            if (Known.FirstOrDefault(o => o is not ("--requests" or "--header") && read.Has(o)) is { } other)
            {
                throw new UsageException($"--requests and {other} exclude each other: the file says what each request is.");
            }
        }

        if (options.Script is null && scriptArguments.Count > 0)
        {
            throw new UsageException("Arguments after -- are for a script: add --script FILE.");
        }

        // Now, so that what is wrong with it is known before anything is connected.
        _ = options.RequestsFile is { } file ? (object)WeightedRequests.Load(file, target, options.Headers, 1) : options.Rendered();
        return options;
    }

    /// <param name="workers">Threads of the load.</param>
    /// <param name="seed">Of all that is random in the requests.</param>
    /// <exception cref="UsageException">The file of requests is wrong.</exception>
    /// <exception cref="LoadException">The script is wrong, or there is nothing to run it.</exception>
    internal IRequestSourceFactory Make(IPEndPoint endpoint, int workers, long seed)
    {
        if (RequestsFile is not null)
        {
            return WeightedRequests.Load(RequestsFile, Target, Headers, seed);
        }

        if (Script is null)
        {
            return new FixedRequest(Rendered());
        }

        return new LuaScript(LuaApi.Find(), new LuaSettings
        {
            File = Script,
            Target = Target,
            Url = Url,
            Endpoint = endpoint,
            Arguments = ScriptArguments,
            Method = Method,
            Headers = [.. Headers.Select(RequestBytes.Parse)],
            Body = Body,
            Seed = seed,
            Workers = workers,
        });
    }

    internal byte[] Rendered() => RequestBytes.Render(Target, Method, Headers, Body);

    private static byte[]? BodyOf(OptionReader read)
    {
        if (read.Find("--body-file") is not { } file)
        {
            return read.Find("--body") is { } text ? Encoding.UTF8.GetBytes(text) : null;
        }

        if (read.Find("--body") is not null)
        {
            throw new UsageException("--body and --body-file exclude each other.");
        }

        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--body-file: {e.Message}");
        }
    }
}
