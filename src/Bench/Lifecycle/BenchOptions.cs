namespace Bench.Lifecycle;

/// <summary>The parameters of one invocation; hosts fill them from their command lines. Names are those of the command line.</summary>
public sealed record BenchOptions
{
    /// <summary>The target that makes its recipe itself.</summary>
    public const string RunWorkload = "RunWorkload";

    /// <summary>The target that the user asked for; steps that run only as its dependencies behave accordingly.</summary>
    public required string Target { get; init; }

    /// <summary>The folder that relative paths start from and that holds <c>.bench/</c>.</summary>
    public required string Root { get; init; }

    /// <summary>Where templates, the built-in recipes' schema and the tools are: the checkout.</summary>
    public required string Home { get; init; }

    /// <summary>The folder with <c>bench-load/</c> and <c>bench-hello/</c>.</summary>
    public required string Tools { get; init; }

    /// <summary>
    /// Makes the tools for machines without .NET, where they are not up to date, and returns their folder. Called before the first job on a cluster, with what the
    /// machines are: <c>linux-x64</c>, <c>linux-arm64</c>; null where that is not known, and this machine stands for them.
    /// </summary>
    public Func<string?, CancellationToken, Task<string>>? NodeTools { get; init; }

    /// <summary>Asks for the passphrase of an encrypted key file; null where there is nobody to ask.</summary>
    public Func<string, string?>? Passphrase { get; init; }

    /// <summary>True where the target is a whole life: all eight steps.</summary>
    public bool IsWholeLife => Target is "RunBenchmark" or RunWorkload;

    public string? Recipe { get; init; }

    /// <summary>RunWorkload: the kind, such as <c>iperf3</c>.</summary>
    public string? Workload { get; init; }

    /// <summary>RunWorkload: the pattern between the nodes, such as <c>ring</c>.</summary>
    public string? Pattern { get; init; }

    /// <summary>RunWorkload: how many nodes, or their names with commas between.</summary>
    public string? Nodes { get; init; }

    /// <summary>A run's id, an unambiguous prefix of one, or <c>last</c>. Two, separated by a comma, for Compare.</summary>
    public string? Run { get; init; }

    /// <summary>Overrides the recipe's <c>cluster:</c>.</summary>
    public string? Cluster { get; init; }

    /// <summary><c>--set path=value</c>, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Set { get; init; } = [];

    /// <summary>Where runs are kept; <c>.bench/runs</c> where it is left out.</summary>
    public string? OutputDir { get; init; }

    /// <summary>Templates here win over those of the same name in <c>templates/</c>.</summary>
    public string? Templates { get; init; }

    public bool Force { get; init; }

    public bool Explain { get; init; }

    public bool DryRun { get; init; }

    /// <summary>Leave the run to itself once its services are submitted; <c>RunBenchmark --run ID</c> goes on with it.</summary>
    public bool Detach { get; init; }

    /// <summary>How long the run's jobs live on when nobody drives it any more.</summary>
    public TimeSpan Lease { get; init; } = LeaseKeeper.Length;

    /// <summary><c>text</c> or <c>json</c>, for Status and Compare.</summary>
    public string Format { get; init; } = "text";

    /// <summary>Orphans: end what was found.</summary>
    public bool Cancel { get; init; }

    /// <summary>Logs: one job's log only.</summary>
    public string? Job { get; init; }

    /// <summary>Logs: lines from the end of each log.</summary>
    public int Lines { get; init; } = 50;

    /// <summary>Clean: keep this many of the newest runs.</summary>
    public int Keep { get; init; }

    /// <summary>The run store: <c>csv</c> or <c>sqlite</c>.</summary>
    public string Store { get; init; } = "csv";
}
