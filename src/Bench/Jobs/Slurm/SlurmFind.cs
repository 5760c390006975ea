namespace Bench.Jobs.Slurm;

/// <summary>Finds jobs by name: those of a run after a crash, and those of all runs.</summary>
internal sealed class SlurmFind(SlurmCalls calls, TimeProvider time)
{
    private const string Script = """
        since=$1; shift
        names='' n=0
        while (($# > 0)); do
          : "$2"/* # listed, so that a network file system looks again
          if [[ -s $2/job.id ]]; then
            printf '@id %d %s\n' "$n" "$(<"$2/job.id")"
          else
            names+=${names:+,}$1
          fi
          n=$((n + 1))
          shift 2
        done
        if [[ -n $names ]]; then
          said=$(call 20 squeue -h -t all --user="$EUID" --name="$names" -o '%i|%j' 2>&1) || { printf '%s\n' "$said" >&2; exit 75; }
          printf '%s\n' "$said"
          call 20 sacct -X -n -P --name="$names" -S "$since" -o JobIDRaw,JobName 2>/dev/null
        fi
        printf '@end\n'
        """;

    private const string ListScript = """
        call 20 squeue -h -t all --user="$EUID" -o '%i|%T|%j|%Z' || exit 75
        printf '@end\n'
        """;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);

    /// <summary>How long a controller that is started anew, or a line that broke, may be silent.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly PollPacing Pauses = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), 0.2);

    /// <param name="jobs">Unique name to the job's folder.</param>
    /// <returns>Null where the cluster could not be asked.</returns>
    public async Task<IReadOnlyList<JobHandle>?> ByNameAsync(IReadOnlyDictionary<string, string> jobs, CancellationToken cancellationToken)
    {
        var all = jobs.ToList();
        var lines = await AskAsync(
            Script, [SlurmLook.Since(all.Select(j => new JobHandle(j.Key, "", j.Value))), .. all.SelectMany(j => new[] { j.Key, j.Value })], cancellationToken).ConfigureAwait(false);
        if (lines is null)
        {
            return null;
        }

        var ids = new Dictionary<string, string>();
        foreach (var line in lines)
        {
            if (line.Split(' ', 3) is ["@id", var place, var id] && int.TryParse(place, out var n) && n < all.Count)
            {
                ids[all[n].Key] = id.Trim();
            }
            else if (line.Split('|', 2) is [var number, var name] && jobs.ContainsKey(name) && number.Length > 0 && number.All(char.IsAsciiDigit))
            {
                ids.TryAdd(name, number);
            }
        }

        return [.. all.Where(j => ids.ContainsKey(j.Key)).Select(j => new JobHandle(j.Key, ids[j.Key], j.Value))];
    }

    /// <summary>Every living job of this user whose name is a Bench job's. Null where squeue did not answer.</summary>
    public async Task<IReadOnlyList<JobHandle>?> AllAsync(CancellationToken cancellationToken)
    {
        var lines = await AskAsync(ListScript, [], cancellationToken).ConfigureAwait(false);
        return lines is null ? null :
        [
            .. lines.Select(l => l.Split('|', 4))
                .Where(f => f.Length == 4 && SlurmStates.Kind(f[1]) != SlurmStateKind.Ended && JobNames.IsBench(f[2]))
                .Select(f => new JobHandle(f[2], f[0], f[3])),
        ];
    }

    // Only a whole answer counts; asking changes nothing, so it is done again.
    private async Task<string[]?> AskAsync(string script, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        for (var tries = 0; ; tries++)
        {
            var result = await calls.RunAsync(script, arguments, Timeout, cancellationToken).ConfigureAwait(false);
            var lines = result.Output.Split('\n');
            if (lines.Contains("@end"))
            {
                return lines;
            }

            if (time.GetElapsedTime(start) > Patience)
            {
                return null;
            }

            await Task.Delay(Pauses.Pause(tries), time, cancellationToken).ConfigureAwait(false);
        }
    }
}
