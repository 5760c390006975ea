using System.Globalization;
using System.Text;
using Bench.Diagnostics;
using Bench.Jobs.Local;

namespace Bench.Jobs.Slurm;

/// <summary>
/// Ends jobs: TERM to the batch script alone (its wrapper passes it on, once), after the grace scancel, then KILL for everything. Steps are told by
/// a file. It returns when Slurm shows none of them any more, and sees to it that each has an exit.json.
/// </summary>
internal sealed class SlurmStop(SlurmCalls calls, TimeProvider time)
{
    // $1: term, cancel or kill. Then the jobs as id:run, those that were told so before, and the folders of steps with their ids.
    private const string Script = """
        action=$1 jobs=$2 told=$3 steps=$4; shift 4
        own=("${@:1:jobs}"); shift "$jobs"
        known=" ${*:1:told} "; shift "$told"
        declare -A states=() names=() pending=() running=() again=()
        if ((jobs + steps > 0)); then
          said=$(call 10 squeue -h -t all --user="$EUID" -o '%i|%T|%r|%N|%j' 2>&1)
          status=$?
          printf '@queue %s\n%s\n' "$status" "$said"
          while IFS='|' read -r id state _ _ name; do [[ -n $id ]] && states[$id]=$state names[$id]=$name; done <<<"$said"
        fi
        for job in "${own[@]}"; do
          id=${job%%:*}
          [[ ${names[$id]:-} == "${job#*:}".* ]] || continue # gone, or another run's: ids are given anew when slurmctld lost its state
          case ${states[$id]:-} in
            '' | COMPLETED | FAILED | CANCELLED | TIMEOUT | NODE_FAIL | PREEMPTED | BOOT_FAIL | DEADLINE | OUT_OF_MEMORY | REVOKED) ;;
            PENDING | REQUEUE* | SPECIAL_EXIT | RESV_DEL_HOLD) pending[$id]=1 ;;
            COMPLETING) ;; # it is ending: more signals make it wait longer
            *) if [[ $known != *" $id "* ]]; then running[$id]=1; elif [[ $action == kill ]]; then again[$id]=1; fi ;;
          esac
        done
        ((${#pending[@]} > 0)) && call 20 scancel "${!pending[@]}" 2>&1
        if ((${#running[@]} > 0)); then
          case $action in
            term) call 20 scancel --signal=TERM --batch "${!running[@]}" ;;
            cancel) call 20 scancel "${!running[@]}" ;;
            kill) call 20 scancel --signal=KILL --full "${!running[@]}" ;;
          esac 2>&1
        fi
        ((${#again[@]} > 0)) && call 20 scancel "${!again[@]}" 2>&1
        n=0
        while (($# > 0)); do
          : "$1"/*
          if [[ -e $1/exit.json ]]; then
            printf '@exit %d\n' "$n"
          elif [[ ! -d $1 ]]; then
            printf '@exit %d\n' "$n"
          else
            [[ -e $1/stop ]] || : >"$1/stop"
            if [[ $action != term ]]; then
              while IFS='|' read -r id name; do
                [[ $name == "${2#*/}" ]] && call 20 scancel --signal=KILL "$id"
              done < <(call 10 squeue -h -s -j "${2%%/*}" -o '%i|%j' 2>/dev/null)
            fi
          fi
          n=$((n + 1))
          shift 2
        done
        printf '@end\n'
        """;

    // Never over a file that the wrapper wrote after all.
    private const string WriteScript = """
        text=$1; shift
        for folder in "$@"; do
          : "$folder"/*
          if [[ -d $folder && ! -e $folder/exit.json ]]; then
            printf '%s\n' "$text" >"$folder/.exit.$$" && ln -- "$folder/.exit.$$" "$folder/exit.json" 2>/dev/null
            rm -f -- "$folder/.exit.$$"
          fi
          rm -f -- "$folder/job.env"
        done
        """;

    /// <summary>What a wrapper gets beyond its command's grace, to write how it ended and for its batch step to end.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    /// <summary>Between scancel and KILL for everything: Slurm's own KillWait is 30 s by default.</summary>
    private static readonly TimeSpan KillAfter = TimeSpan.FromSeconds(10);

    /// <summary>After all that; only a node or an epilog that hangs takes longer.</summary>
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);

    private static readonly PollPacing Pauses = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(4), 0.1);

    /// <summary>Throws BENCH3311 where jobs outlive it all, or where nobody can tell.</summary>
    public async Task RunAsync(IReadOnlyList<JobHandle> handles, TimeSpan? grace, CancellationToken cancellationToken)
    {
        var jobs = handles.DistinctBy(h => h.Id).ToList();
        var left = jobs.ToList();
        var told = new HashSet<string>();
        var last = "";
        var start = time.GetTimestamp();
        for (var tries = 0; left.Count > 0; tries++)
        {
            var elapsed = time.GetElapsedTime(start);
            var action = grace is not { } g || elapsed > g + Slack + KillAfter ? "kill" : elapsed > g + Slack ? "cancel" : "term";
            if (action != last)
            {
                told.Clear();
                last = action;
            }

            var (gone, error) = await TellAsync(left, told, action, cancellationToken).ConfigureAwait(false);
            left = [.. left.Except(gone)];
            if (left.Count == 0)
            {
                break;
            }

            if (elapsed > (grace ?? TimeSpan.Zero) + Slack + KillAfter + GiveUp)
            {
                throw Stays(left, error);
            }

            await Task.Delay(Pauses.Pause(tries), time, cancellationToken).ConfigureAwait(false);
        }

        var signal = grace is null ? LocalSignal.Kill : LocalSignal.Terminate;
        await calls.RunAsync(
            WriteScript,
            [Encoding.UTF8.GetString(LocalJobFiles.StoppedExit(signal, time.GetUtcNow())), .. jobs.Select(j => j.Directory).Where(d => d.Length > 0)],
            Timeout,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<(List<JobHandle> Gone, string? Error)> TellAsync(List<JobHandle> left, HashSet<string> told, string action, CancellationToken cancellationToken)
    {
        var steps = left.Where(j => SlurmId.Parse(j.Id).Step is not null).ToList();
        var jobs = left.Except(steps).ToList();
        var result = await calls.RunAsync(
            Script,
            [
                action, Count(jobs.Count), Count(told.Count), Count(steps.Count), .. jobs.Select(j => $"{j.Id}:{JobNames.Run(j.Name)}"), .. told,
                .. steps.SelectMany(s => new[] { s.Directory, s.Id }),
            ],
            Timeout,
            cancellationToken).ConfigureAwait(false);
        if (SlurmAnswer.TryParse(result.Output) is not { } answer)
        {
            return ([], result.Error.Trim());
        }

        var ended = new HashSet<string>(result.Output.Split('\n').Where(l => l.StartsWith("@exit ", StringComparison.Ordinal)).Select(l => l["@exit ".Length..]));
        var gone = steps.Where((_, i) => ended.Contains(Count(i))).ToList();
        if (answer.Queue is { } queue)
        {
            bool HasEnded(JobHandle job) => !queue.TryGetValue(SlurmId.Parse(job.Id).Job, out var row) || !row.IsOf(job) || row.Kind == SlurmStateKind.Ended;
            gone = [.. gone.Union(left.Where(HasEnded))];

            // What still waited is looked at anew: it may have started a moment before it was cancelled.
            told.UnionWith(jobs.Where(j => queue.TryGetValue(j.Id, out var row) && row.Kind is SlurmStateKind.Running or SlurmStateKind.Unknown).Select(j => j.Id));
        }

        return (gone, answer.QueueError);
    }

    private static string Count(int n) => n.ToString(CultureInfo.InvariantCulture);

    private static BenchException Stays(List<JobHandle> left, string? error) => new(ExitStatus.Scheduler, new Diagnostic(
        Codes.JobStays,
        null,
        error is null
            ? $"Slurm still shows jobs that were cancelled and killed: {string.Join(", ", left.Select(j => $"{JobNames.Short(j.Name)} ({j.Id})"))}."
            : $"Nobody tells whether jobs have ended: {string.Join(", ", left.Select(j => $"{JobNames.Short(j.Name)} ({j.Id})"))}; squeue said: {error.TrimEnd('.')}.",
        "Look with 'squeue --me'; one that stays COMPLETING hangs on its node, and the centre can end it. Then do Teardown again."));
}
