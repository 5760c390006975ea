namespace Bench.Measurement.Pairs;

/// <summary>Why a pair has no figures.</summary>
public enum PairProblem
{
    /// <summary>The tool is not installed on a node.</summary>
    ToolMissing,

    /// <summary>A node has no such network interface, or no address on it.</summary>
    NicMissing,

    /// <summary>The server did not come up.</summary>
    ServerFailed,

    /// <summary>The client could not connect.</summary>
    Unreachable,

    /// <summary>The client ended with an error of another kind.</summary>
    ToolFailed,

    /// <summary>The client did not end in time and was ended.</summary>
    TimedOut,

    /// <summary>A node's agent does not answer: frozen, down, or cut off.</summary>
    NodeSilent,

    /// <summary>The client ended well, and its output cannot be read.</summary>
    Unreadable,

    /// <summary>The run was stopped before it came to this pair, or while it was measured.</summary>
    Stopped,
}
