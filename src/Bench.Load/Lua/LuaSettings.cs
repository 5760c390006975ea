using System.Net;
using Bench.Load.Http;

namespace Bench.Load.Lua;

/// <summary>What a script finds when it starts.</summary>
internal sealed record LuaSettings
{
    /// <summary>The script's path.</summary>
    public required string File { get; init; }

    public required HttpTarget Target { get; init; }

    /// <summary>The URL as the user wrote it: <c>args[0]</c> of init.</summary>
    public required string Url { get; init; }

    /// <summary>Where all workers connect to, unless the script's setup says otherwise.</summary>
    public required IPEndPoint Endpoint { get; init; }

    /// <summary><c>args[1]</c> and so on of init.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary><c>wrk.method</c>.</summary>
    public string Method { get; init; } = "GET";

    /// <summary><c>wrk.headers</c>.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary><c>wrk.body</c>.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Of math.random, for scripts that do not seed it themselves; each worker's stream is another.</summary>
    public long Seed { get; init; } = 1;

    public int Workers { get; init; } = 1;
}
