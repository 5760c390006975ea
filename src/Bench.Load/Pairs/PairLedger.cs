using System.Globalization;
using Bench.Load.Native;
using Bench.Measurement.Machine;

namespace Bench.Load.Pairs;

/// <summary>
/// The processes that an agent has started, in a file of the job's folder: pid, start time and boot, a line each. An agent that was killed could end nothing;
/// the next one of that node finds here what it left. A line more than there are processes does no harm, for start time and boot say who is meant.
/// </summary>
internal sealed class PairLedger
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly ProcFileSystem _proc = new();
    private readonly string _path;
    private readonly HashSet<int> _alive = [];

    internal PairLedger(string folder, string node)
    {
        Directory.CreateDirectory(folder);
        _path = Path.Combine(folder, string.Concat(node.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')) + ".txt");
    }

    internal void Add(PairChild child)
    {
        if (child.StartTime is not { } start)
        {
            return;
        }

        lock (_lock)
        {
            _alive.Add(child.Pid);
            Try(() => File.AppendAllText(_path, string.Create(CultureInfo.InvariantCulture, $"{child.Pid} {start} {_proc.Boot}\n")));
        }
    }

    internal void Remove(PairChild child)
    {
        lock (_lock)
        {
            // Lines go all at once, when nothing is left: the file is on a network, and rounds are many.
            if (_alive.Remove(child.Pid) && _alive.Count == 0)
            {
                Try(() => File.WriteAllText(_path, ""));
            }
        }
    }

    /// <summary>Ends what an earlier agent of this node left, and tells how many processes that were.</summary>
    internal async Task<int> EndLeftoversAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> lines = [];
        Try(() => lines = File.Exists(_path) ? File.ReadAllLines(_path) : []);
        var left = lines.Select(l => l.Split(' '))
            .Where(f => f.Length == 3 && f[2] == _proc.Boot)
            .Select(f => (Pid: Number(f[0]), Start: Number(f[1])))
            .Where(p => p.Pid > 1 && IsAlive(p)).ToList();
        Signal(left, Libc.Terminate);
        Signal(left, Libc.Continue);
        for (var waited = TimeSpan.Zero; left.Any(IsAlive); waited += TimeSpan.FromMilliseconds(20))
        {
            if (waited > Patience)
            {
                Signal(left, Libc.Kill);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken).ConfigureAwait(false);
        }

        Try(() => File.WriteAllText(_path, ""));
        return left.Count;
    }

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= int.MaxValue * 1000L ? value : 0;

    private bool IsAlive((long Pid, long Start) process) =>
        process.Pid <= int.MaxValue && _proc.Stat((int)process.Pid) is { HasEnded: false } stat && stat.StartTime == process.Start;

    private void Signal(List<(long Pid, long Start)> processes, int signal)
    {
        foreach (var process in processes.Where(IsAlive))
        {
            _ = Libc.kill(-(int)process.Pid, signal);
        }
    }

    // It is for the worst case; without it pairs are measured all the same.
    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"bench-load: {e.Message}");
        }
    }
}
