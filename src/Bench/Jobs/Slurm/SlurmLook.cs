using System.Globalization;

namespace Bench.Jobs.Slurm;

/// <summary>One look at the cluster, in one command: what squeue says if it is asked, then what sacct and scontrol say of single jobs, then the files of all jobs.</summary>
internal sealed class SlurmLook(SlurmCalls calls)
{
    // Files come last: what squeue says has ended has written its exit.json by then. Folders are listed, for network file systems
    // remember for long that a file is not there.
    private const string Script = """
        printf '@user %s\n' "$EUID"
        queue=$1 since=$2 count=$3; shift 3
        ids=("${@:1:count}"); shift "$count"
        if [[ -n $queue ]]; then
          said=$(call 10 squeue -h -t all --user="$EUID" -o '%i|%T|%r|%N|%j' 2>&1)
          printf '@queue %s\n%s\n' "$?" "$said"
        fi
        if ((count > 0)); then
          said=$(IFS=,; call 15 sacct -D -X -n -P -j "${ids[*]}" -S "$since" -o JobIDRaw,State,ExitCode,NodeList,Reason 2>/dev/null)
          printf '@account\n%s\n' "$said"
          for id in "${ids[@]}"; do
            [[ $'\n'$said == *$'\n'"$id|"* ]] || printf '@show\n%s\n' "$(call 10 scontrol -o show job "$id" 2>/dev/null)"
          done
        fi
        n=0
        for folder in "$@"; do
          [[ -d $folder ]] && printf '@folder %d\n' "$n"
          for file in "$folder"/*.json; do
            case ${file##*/} in
              started.json | exit.json)
                line=''
                IFS= read -r line 2>/dev/null <"$file"
                [[ -n $line ]] && printf '@file %d %s %s\n' "$n" "${file##*/}" "$line"
                ;;
            esac
          done
          n=$((n + 1))
        done
        printf '@end\n'
        """;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <param name="jobs">Whose folders are read, by their place in the list.</param>
    /// <param name="askQueue">Whether squeue is asked, once for all.</param>
    /// <param name="accounts">Ids of jobs that sacct is asked about.</param>
    /// <returns>The answer, or a null and the line's error.</returns>
    public async Task<(SlurmAnswer? Answer, string Error)> TakeAsync(
        IReadOnlyList<JobHandle> jobs, bool askQueue, IReadOnlyCollection<string> accounts, CancellationToken cancellationToken)
    {
        var result = await calls.RunAsync(
            Script,
            [askQueue ? "queue" : "", Since(jobs), accounts.Count.ToString(CultureInfo.InvariantCulture), .. accounts, .. jobs.Select(j => j.Directory)],
            Timeout,
            cancellationToken).ConfigureAwait(false);
        return (SlurmAnswer.TryParse(result.Output), result.Error.Trim());
    }

    /// <summary>
    /// A time before any of the jobs was submitted, as sacct takes it: without one it looks back to midnight or to 1970, and sites forbid that.
    /// Names begin with the run's time; a day covers any time zone.
    /// </summary>
    public static string Since(IEnumerable<JobHandle> jobs)
    {
        var first = jobs
            .Select(j => DateTime.TryParseExact(j.Name.AsSpan(0, Math.Min(15, j.Name.Length)), "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : (DateTime?)null)
            .Where(at => at is not null)
            .Min();
        return first is { } time ? time.AddDays(-1).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) : "now-30days";
    }
}
