using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Bench.Support;

/// <summary>A process under test: its output is gathered, signals can be sent, it is never left behind.</summary>
internal sealed class Launched : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];

    public Launched(string folder, params IEnumerable<string> words)
        : this(folder, new Dictionary<string, string>(), words)
    {
    }

    /// <param name="environment">Variables beside those of the tests, of which Bench's own are left out.</param>
    public Launched(string folder, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> words)
    {
        var list = words.ToList();
        var start = new ProcessStartInfo(list[0], list.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("BENCH_", StringComparison.Ordinal) || k.StartsWith("GITHUB_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Saw(e.Data);
        _process.ErrorDataReceived += (_, e) => Saw(e.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Completes when a line with the text was printed.</summary>
    public Task Printed(string text, TimeSpan limit)
    {
        lock (_output)
        {
            if (_output.ToString().Contains(text, StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((text, seen));
            return seen.Task.WaitAsync(limit);
        }
    }

    /// <summary>True while it stands still after a SIGSTOP.</summary>
    public bool IsStopped => File.ReadAllText($"/proc/{_process.Id}/stat") is var stat && stat[(stat.LastIndexOf(')') + 2)..].StartsWith('T');

    public void Signal(PosixSignal signal) => _ = Kill(_process.Id, signal == PosixSignal.SIGINT ? 2 : 15);

    /// <summary>It goes on after a SIGSTOP.</summary>
    public void Continue() => _ = Kill(_process.Id, 18);

    /// <summary>SIGKILL, and for it alone: what it started goes on.</summary>
    public void KillAlone() => _process.Kill();

    public async Task<Finished> EndAsync(TimeSpan limit)
    {
        using var cancel = new CancellationTokenSource(limit);
        await _process.WaitForExitAsync(cancel.Token);
        lock (_output)
        {
            return new Finished(_process.ExitCode, _output.ToString());
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void Saw(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
            foreach (var (_, seen) in _awaited.Where(a => line?.Contains(a.Text, StringComparison.Ordinal) == true))
            {
                seen.TrySetResult();
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int pid, int signal);
}
