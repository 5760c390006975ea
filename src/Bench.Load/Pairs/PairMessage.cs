using System.Text.Json.Serialization;
using Bench.Measurement.Pairs;

namespace Bench.Load.Pairs;

/// <summary>What driver and agents say to each other, one JSON line each. None of it is a command line: agents have these from the plan.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Challenge), "challenge")]
[JsonDerivedType(typeof(Hello), "hello")]
[JsonDerivedType(typeof(Welcome), "welcome")]
[JsonDerivedType(typeof(Alive), "alive")]
[JsonDerivedType(typeof(Serve), "serve")]
[JsonDerivedType(typeof(Ready), "ready")]
[JsonDerivedType(typeof(Run), "run")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(Failed), "failed")]
[JsonDerivedType(typeof(Release), "release")]
[JsonDerivedType(typeof(Released), "released")]
[JsonDerivedType(typeof(Finish), "finish")]
internal abstract record PairMessage
{
    /// <summary>The driver's first word: what the agent's proof must be made with.</summary>
    internal sealed record Challenge(string Nonce) : PairMessage;

    /// <summary>The agent's first word.</summary>
    /// <param name="Index">Its place in the list of nodes, where it knows it.</param>
    /// <param name="Address">By which others reach it; null: that of this connection.</param>
    /// <param name="Addresses">By network interface.</param>
    internal sealed record Hello(
        string Nonce, string Proof, int Index, string Name, string? Address, IReadOnlyDictionary<string, string> Addresses) : PairMessage;

    /// <summary>The driver has the secret too, and takes the agent.</summary>
    internal sealed record Welcome(string Proof) : PairMessage;

    /// <summary>Once a second, from both.</summary>
    internal sealed record Alive : PairMessage;

    /// <summary>To the agent: start the server of a pair.</summary>
    internal sealed record Serve(long Pair, PairPlace Place) : PairMessage;

    /// <summary>The server takes connections.</summary>
    internal sealed record Ready(long Pair, int Port) : PairMessage;

    /// <summary>To the agent: run the client of a pair, for so long at most.</summary>
    internal sealed record Run(long Pair, PairPlace Place, double LimitSeconds) : PairMessage;

    internal sealed record Started(long Pair, DateTimeOffset At) : PairMessage;

    /// <summary>The client ended, and this is what it said.</summary>
    internal sealed record Ended(long Pair, double Seconds, PairReading Reading, string? Output) : PairMessage;

    /// <summary>Server or client of a pair came to nothing.</summary>
    internal sealed record Failed(long Pair, PairProblem Problem, string Reason, double? Seconds = null) : PairMessage;

    /// <summary>To the agent: end what runs for a pair.</summary>
    internal sealed record Release(long Pair) : PairMessage;

    internal sealed record Released(long Pair) : PairMessage;

    /// <summary>To the agent: end.</summary>
    internal sealed record Finish : PairMessage;
}
