using Bench.Diagnostics;

namespace Bench.Sdk.Host;

/// <summary>The Slurm cluster of tests/testbed, for the length of a test run. One that is up already is used and stays as it is.</summary>
/// <param name="home">The checkout.</param>
/// <param name="tell">Gets the lines that the testbed prints.</param>
internal sealed class Testbed(string home, Action<string> tell)
{
    private const int Signalled = 128;

    private readonly string _script = Path.Combine(home, "tests", "testbed", "testbed");
    private string _last = "it said nothing";
    private bool _started;
    private bool _isUp;

    /// <summary>The exit status of the start, 0 where the cluster is up; null where it was cancelled. Other than 0 adds to the errors.</summary>
    public int? Start(List<Diagnostic> errors)
    {
        var status = Tool.Run(home, _ => { }, _script, "status");
        if (status == 0)
        {
            tell("the testbed is up: it is used, and stays up");
        }

        // Asked in vain, by Ctrl-C for example: a cluster that may be somebody's is not touched.
        if (status is null or 0 or >= Signalled)
        {
            return status;
        }

        _started = true;
        status = Tool.Run(home, Hear, _script, "up");
        _isUp = status == 0;
        if (status is > 0)
        {
            errors.Add(new Diagnostic(
                Codes.TestbedFailed, null, $"the testbed did not start: {_last}.", "It needs root and a Debian machine; docs/testbed.md says what else."));
        }

        return status;
    }

    /// <summary>Takes down what <see cref="Start"/> started, half of a cluster too, whatever signals come.</summary>
    /// <param name="keep">A cluster that came up is left to its user.</param>
    public void End(bool keep, List<Diagnostic> errors)
    {
        if (!_started || (_isUp && keep))
        {
            return;
        }

        // Where the start failed already, for want of root for example, its error says it all.
        if (Tool.RunToItsEnd(home, Hear, _script, "down") != 0 && errors.All(e => e.Code != Codes.TestbedFailed))
        {
            errors.Add(new Diagnostic(Codes.TestbedFailed, null, $"the testbed was not taken down: {_last}.", "Do 'tests/testbed/testbed down' as root."));
        }
    }

    private void Hear(string line)
    {
        if (line.Length > 0)
        {
            _last = line.TrimEnd('.');
            tell(line);
        }
    }
}
