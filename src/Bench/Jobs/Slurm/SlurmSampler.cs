using System.Globalization;
using System.Text.RegularExpressions;
using Bench.Measurement;

namespace Bench.Jobs.Slurm;

/// <summary>
/// sstat as time series, a source for each job and step. slurmd gathers every so often, and asking more often shows the same again: a reading
/// that equals the last one within that interval is left out, and a call before its time gives no rows at all. There is one for all jobs of
/// a run, so that one sstat is enough; whoever of its members asks first gets the rows of all.
/// </summary>
internal sealed partial class SlurmSampler(SlurmCalls calls, TimeProvider time)
{
    // $1: 'first' asks for the interval too. Job names of steps tell which of ours they are.
    private const string Script = """
        first=$1 ids=$2
        [[ -n $first ]] && printf '@interval %s\n' "$(call 10 scontrol show config | grep -E '^JobAcctGather(Frequency|Type)' | tr '\n' ' ')"
        call 15 sstat -a -P -n --noconvert -j "$ids" -o JobID,Nodelist,NTasks,AveCPU,AveRSS,MaxRSS,AveDiskRead,AveDiskWrite,TRESUsageInTot,TRESUsageOutTot 2>/dev/null
        [[ $3 == names ]] && call 10 squeue -h -s -j "$ids" -o '@step %i|%j' 2>/dev/null
        printf '@end\n'
        """;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(50);

    private readonly Dictionary<string, Reading> _last = [];
    private readonly Dictionary<string, string> _steps = [];
    private List<JobHandle> _jobs = [];
    private TimeSpan _every = Least;
    private DateTimeOffset? _asked;
    private bool _off;

    /// <summary>Samples these jobs too, until what is returned is disposed of.</summary>
    public IResourceSampler Join(IReadOnlyList<JobHandle> jobs)
    {
        _jobs = [.. _jobs, .. jobs];
        return new Member(this, jobs);
    }

    private void Leave(IReadOnlyList<JobHandle> jobs)
    {
        _jobs = [.. _jobs.Except(jobs)];
        foreach (var step in _last.Keys.Where(k => jobs.Any(j => k.StartsWith(j.Id + ".", StringComparison.Ordinal))).ToList())
        {
            _last.Remove(step);
        }
    }

    private async Task<IReadOnlyList<SeriesRow>> SampleAsync(CancellationToken cancellationToken)
    {
        var jobs = _jobs;
        if (_off || jobs.Count == 0 || (_asked is { } asked && time.GetUtcNow() - asked < _every))
        {
            return [];
        }

        var first = _asked is null;
        _asked = time.GetUtcNow();
        var unnamed = jobs.Any(j => SlurmId.Parse(j.Id).Step is { } step && !_steps.ContainsValue(step));
        var ids = string.Join(',', jobs.Select(j => SlurmId.Parse(j.Id).Job).Distinct());
        var result = await calls.RunAsync(Script, [first ? "first" : "", ids, unnamed ? "names" : ""], Timeout, cancellationToken).ConfigureAwait(false);
        var at = time.GetUtcNow();
        var lines = result.Output.Split('\n');
        foreach (var line in lines.Where(l => l.StartsWith('@')))
        {
            Note(line);
        }

        return [.. lines.Where(l => !l.StartsWith('@')).Select(Reading.TryParse).OfType<Reading>().SelectMany(r => Rows(r with { At = at }))];
    }

    private void Note(string line)
    {
        if (line.StartsWith("@step ", StringComparison.Ordinal) && line["@step ".Length..].Split('|', 2) is [var id, var name])
        {
            _steps[id] = name;
        }
        else if (line.StartsWith("@interval ", StringComparison.Ordinal))
        {
            _off = line.Contains("jobacct_gather/none", StringComparison.Ordinal);
            if (Interval().Match(line) is { Success: true } m && int.TryParse(m.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                // 0: gathered at the end alone.
                _off |= seconds == 0;
                _every = TimeSpan.FromSeconds(Math.Max(Least.TotalSeconds, seconds));
            }
        }
    }

    private IEnumerable<SeriesRow> Rows(Reading now)
    {
        var source = Source(now.Step);
        var last = _last.GetValueOrDefault(now.Step);
        if (source is null || (last is not null && last.SameAs(now) && now.At - last.At < _every * 2))
        {
            yield break;
        }

        _last[now.Step] = now;
        SeriesRow Row(string metric, double value, string unit) => new(now.At, source, now.Node, "slurm/" + metric, value, unit);
        if (last is not null && (now.At - last.At).TotalSeconds is > 0 and var seconds)
        {
            yield return Row("cpu", Math.Max(0, now.Cpu - last.Cpu) / seconds, "cores");
            yield return Row("io-read", Math.Max(0, now.Read - last.Read) / seconds, "B/s");
            yield return Row("io-write", Math.Max(0, now.Written - last.Written) / seconds, "B/s");
        }

        yield return Row("rss", now.Rss, "B");
        yield return Row("rss-max", now.RssMax, "B");
    }

    // 12.batch is the job itself; 12.0 a step of its script's, or one of ours in a shared allocation; what Slurm holds open is nobody's.
    private string? Source(string step)
    {
        if (step.Split('.', 2) is not [var id, var part] || part == "extern")
        {
            return null;
        }

        if (_steps.TryGetValue(step, out var name) && _jobs.Find(j => SlurmId.Parse(j.Id) is { Step: { } s } own && own.Job == id && s == name) is { } ours)
        {
            return JobNames.Short(ours.Name);
        }

        return _jobs.Find(j => j.Id == id) is { } job ? part == "batch" ? JobNames.Short(job.Name) : $"{JobNames.Short(job.Name)}.{part}" : null;
    }

    [GeneratedRegex(@"task=(\d+)|JobAcctGatherFrequency\s*=\s*(?=\d)(\d+)")]
    private static partial Regex Interval();

    private sealed class Member(SlurmSampler all, IReadOnlyList<JobHandle> jobs) : IResourceSampler
    {
        public Task<IReadOnlyList<SeriesRow>> SampleAsync(CancellationToken cancellationToken) => all.SampleAsync(cancellationToken);

        public ValueTask DisposeAsync()
        {
            all.Leave(jobs);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>A line of sstat. Totals over the step's tasks: seconds and bytes since it began; memory now, and the most of one task.</summary>
    private sealed record Reading(string Step, string Node, double Cpu, double Rss, double RssMax, double Read, double Written)
    {
        public DateTimeOffset At { get; init; }

        public bool SameAs(Reading other) => (this with { At = other.At }) == other;

        public static Reading? TryParse(string line)
        {
            if (line.Split('|') is not [var step, var node, var count, var cpu, var rss, var most, var read, var written, var totalIn, var totalOut] || !step.Contains('.', StringComparison.Ordinal))
            {
                return null;
            }

            // Older versions have averages over tasks only.
            var tasks = SlurmText.Quantity(count) ?? 1;
            double Total(string list, string name, double? average) => (SlurmText.Item(list, name) is { } item ? Amount(item) : null) ?? (average * tasks) ?? 0;
            return new Reading(
                step,
                node,
                Total(totalIn, "cpu", Amount(cpu)),
                Total(totalIn, "mem", SlurmText.Quantity(rss)),
                SlurmText.Quantity(most) ?? 0,
                Total(totalIn, "fs/disk", SlurmText.Quantity(read)),
                Total(totalOut, "fs/disk", SlurmText.Quantity(written)));
        }

        private static double? Amount(string text) => text.Contains(':', StringComparison.Ordinal) ? SlurmText.Duration(text) : SlurmText.Quantity(text);
    }
}
