using Bench.Measurement;

namespace Bench.Jobs.Slurm;

/// <summary>What sacct accounted for jobs that ended. slurmdbd lags behind slurmctld: it is asked again until it knows the ends.</summary>
internal sealed class SlurmTotals(SlurmCalls calls, TimeProvider time)
{
    private const string Script = """
        call 20 sacct -n -P --noconvert -j "$1" -S "$2" -o JobIDRaw,Submit,Start,End,ElapsedRaw,TotalCPU,MaxRSS,ConsumedEnergyRaw,NodeList,JobName || exit 75
        printf '@end\n'
        """;

    private const int MostTries = 10;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(40);

    private static readonly PollPacing Pauses = new(TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(4), 0);

    public async Task<IReadOnlyList<SeriesRow>> RunAsync(IReadOnlyList<JobHandle> jobs, CancellationToken cancellationToken)
    {
        if (jobs.Count == 0)
        {
            return [];
        }

        var rows = new List<SeriesRow>();
        for (var tries = 0; tries < MostTries; tries++)
        {
            var ids = string.Join(',', jobs.Select(j => SlurmId.Parse(j.Id).Job).Distinct());
            var result = await calls.RunAsync(Script, [ids, SlurmLook.Since(jobs)], Timeout, cancellationToken).ConfigureAwait(false);
            var records = result.Output.Split('\n').Select(l => l.Split('|', 10)).Where(f => f.Length == 10).ToList();
            var found = jobs.Select(j => Of(j, records)).ToList();
            rows = [.. found.SelectMany(r => r)];
            if (found.All(r => r.Count > 0) || (result.ExitCode == 75 && tries >= 1))
            {
                break; // whole, or there is no accounting here
            }

            await Task.Delay(Pauses.Pause(tries), time, cancellationToken).ConfigureAwait(false);
        }

        return rows;
    }

    // Empty where its end is not known yet.
    private static List<SeriesRow> Of(JobHandle job, List<string[]> records)
    {
        var id = SlurmId.Parse(job.Id);
        var steps = records.Where(r => r[0].StartsWith(id.Job + ".", StringComparison.Ordinal) && (id.Step is null || r[9] == id.Step)).ToList();
        var main = id.Step is null ? records.LastOrDefault(r => r[0] == id.Job) : steps.LastOrDefault();
        if (main is null || SlurmText.Time(main[3]) is not { } end)
        {
            return [];
        }

        var rows = new List<SeriesRow>();
        void Add(string metric, double? value, string unit)
        {
            if (value is { } v)
            {
                rows.Add(new SeriesRow(end, JobNames.Short(job.Name), main[8], "slurm/" + metric, v, unit));
            }
        }

        Add("elapsed", SlurmText.Quantity(main[4]), "s");
        if (id.Step is null && SlurmText.Time(main[1]) is { } submitted && SlurmText.Time(main[2]) is { } started)
        {
            Add("queue-wait", (started - submitted).TotalSeconds, "s");
        }

        Add("cpu-time", SlurmText.Duration(main[5]), "s");
        Add("memory-max", steps.Select(s => SlurmText.Quantity(s[6])).Max(), "B");
        var energy = SlurmText.Quantity(main[7]) ?? steps.Select(s => SlurmText.Quantity(s[7])).Sum();
        Add("energy", energy > 0 ? energy : null, "J"); // 0: no plugin measures it
        return rows;
    }
}
