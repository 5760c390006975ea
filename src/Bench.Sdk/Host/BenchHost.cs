using Bench.Diagnostics;
using Bench.Lifecycle;
using Bench.Lifecycle.Catalog;
using Bench.Sdk.Display;

namespace Bench.Sdk.Host;

/// <summary>
/// Bench within a build tool that brings a graph of targets and nothing else, such as NUKE: one session for the process, which owns
/// signals, teardown and the exit status, and shows itself line by line. Its methods do one thing at a time, whichever threads call.
/// </summary>
public sealed class BenchHost : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ConsoleLog _log;
    private readonly string _target;
    private readonly string _home;
    private readonly string? _root;
    private readonly Func<string, object?> _own;
    private HostSession? _session;
    private bool _isOver;

    /// <param name="target">The target that the user asked for: the one that no other target of Bench in the plan needs. <c>BENCH_TARGET</c> wins.</param>
    /// <param name="home">The checkout of Bench; <c>BENCH_HOME</c> wins.</param>
    /// <param name="root">Where relative paths start and <c>.bench/</c> is; <c>BENCH_ROOT</c> wins.</param>
    /// <param name="own">
    /// The build tool's own value of a parameter, a string, a bool or a string[], by the name that it has there (<c>BenchOutputDir</c>); null where it has none.
    /// </param>
    public BenchHost(string target, string home, string root, Func<string, object?> own)
    {
        // The session ends before the last word on the exit status is said: handlers are called in the order of their registration.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
        HostProcess.TakeOver();
        _target = HostEnvironment.Get("BENCH_TARGET") ?? target;
        _home = HostParameters.Home(home);
        _root = HostEnvironment.Get("BENCH_ROOT") ?? root;
        _own = own;
        // No live display: the build tool writes to the terminal too.
        _log = new ConsoleLog(Displays.Choose(name => name == "BENCH_TARGET" ? _target : HostEnvironment.Get(name) ?? Environment.GetEnvironmentVariable(name), false, TimeProvider.System));
        HostEnvironment.Clean();
    }

    /// <summary>What the build should end with.</summary>
    public static ExitStatus Status => HostProcess.Status;

    /// <summary>Does a verb; false where it failed or was cancelled, after everything was taken down.</summary>
    public bool Run(BenchVerb verb)
    {
        lock (_gate)
        {
            if (verb == BenchVerb.Teardown && HasNothingToTakeDown)
            {
                _log.On(new MessagePrinted("Teardown: nothing is left"));
                return true;
            }

            var done = Open()?.Run(verb) ?? false;
            _isOver |= !done;
            return done;
        }
    }

    /// <summary>The tests of the checkout, or the journeys on a real cluster.</summary>
    public bool Test(bool onCluster)
    {
        lock (_gate)
        {
            return new TestRun(_home, Own("filter"), Own("keep-testbed"), _log, _log.Line).Run(onCluster);
        }
    }

    /// <summary>Builds what nodes without .NET can run (<see cref="NodeTools"/>).</summary>
    public bool PublishLoad()
    {
        lock (_gate)
        {
            return NodeTools.Publish(_home, Own("runtime"), _log);
        }
    }

    /// <summary>Says where targets and parameters are told of.</summary>
    public static void Help() => Console.WriteLine("'./build.sh Help' lists targets and parameters; build/catalog.tsv holds them.");

    /// <summary>Closes the run; after a signal that no verb has seen, takes everything down first.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _session?.Dispose();
            _session = null;
        }
    }

    // A build tool may call a teardown that is to happen in any case once more: after a verb that failed, which has taken everything down, or
    // when another target failed before the first verb. The latter must not end a run of another day, unless Teardown is what was asked for.
    private bool HasNothingToTakeDown => _isOver || (_session is null && _target != nameof(BenchVerb.Teardown));

    private HostSession? Open()
    {
        try
        {
            return _session ??= _isOver ? null : new HostSession(HostParameters.Read(_target, _home, _root, Tools(), Own), _log);
        }
        catch (BenchException wrong)
        {
            foreach (var diagnostic in wrong.Diagnostics)
            {
                _log.On(new DiagnosticRaised(diagnostic));
            }

            HostProcess.EndWith(wrong.Status);
            return null;
        }
    }

    // What the link names now: a compilation while we run changes the link alone.
    private string Tools()
    {
        var host = new DirectoryInfo(Path.Combine(_home, "artifacts", "host"));
        return host.Exists ? host.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? host.FullName : host.FullName;
    }

    // Assignments are numbered from 1: 'set-2' is the second one of BenchSet.
    private string? Own(string name)
    {
        if (ParameterCatalog.All.FirstOrDefault(p => p.Name == name) is { } parameter)
        {
            return _own("Bench" + parameter.Pascal) switch
            {
                bool flag => flag ? "true" : "false",
                string text => text,
                _ => null,
            };
        }

        var (list, index) = (name[..name.LastIndexOf('-')], int.Parse(name[(name.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
        var several = _own("Bench" + ParameterCatalog.All.First(p => p.Name == list).Pascal) as string[] ?? [];
        return several.ElementAtOrDefault(index - 1);
    }
}
