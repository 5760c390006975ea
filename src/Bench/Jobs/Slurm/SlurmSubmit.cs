using Bench.Diagnostics;
using Bench.Transport;

namespace Bench.Jobs.Slurm;

/// <summary>
/// Submits a job so that it exists once, whatever happens to the line, to this process or to slurmctld in between. See <c>SlurmJobs.design.md</c>.
/// </summary>
internal sealed class SlurmSubmit(SlurmCalls calls, JobSite site, TimeProvider time)
{
    // One at a time holds the lock, also when its line has broken. Whoever comes after a try that did not tell its id looks for the job by
    // name before it calls sbatch, in all places that may know it; where these do not answer, nothing is submitted.
    private const string Script = """
        trap '' HUP PIPE
        folder=$1 name=$2 since=$3 less=$4; shift 4
        cd -- "$folder" 2>&1 || exit 73
        exec 9>>submit.lock || exit 73
        flock -w 100 9 || { echo 'another submission holds the lock' >&2; exit 75; }
        tell() { printf '@id %s\n' "$1"; exit 0; }
        keep() {
          printf '%s\n' "$1" >".job.id.$$" && mv -f -- ".job.id.$$" job.id && rm -f submitting
          tell "$1"
        }
        # A limit that nobody asked for gives way to the partition's: a job beyond that would wait for ever.
        longest() {
          local line minutes=0 partition='' name text part most=0
          while IFS= read -r line; do
            [[ $line =~ ^'#SBATCH --time='([0-9]+)$ ]] && minutes=${BASH_REMATCH[1]}
            [[ $line =~ ^'#SBATCH --partition="'([A-Za-z0-9_.,-]+)'"'$ ]] && partition=${BASH_REMATCH[1]}
          done <script.sh
          while IFS='|' read -r name text; do
            [[ -n $partition || $name == *'*' ]] || continue
            [[ $text =~ ^(([0-9]+)-)?(([0-9]+):)?([0-9]+):[0-9]+$ ]] || return
            part=$((10#${BASH_REMATCH[2]:-0} * 1440 + 10#${BASH_REMATCH[4]:-0} * 60 + 10#${BASH_REMATCH[5]}))
            ((part > most)) && most=$part
          done < <(call 10 sinfo -h ${partition:+-p "$partition"} -o '%P|%l' 2>/dev/null)
          ((most > 0 && most < minutes)) && printf '%s\n' "$most"
        }
        [[ -s job.id ]] && tell "$(<job.id)"
        type sbatch >/dev/null 2>&1 || exit 127
        if [[ -e submitting ]]; then
          for try in 1 2; do
            [[ -s job.id ]] && tell "$(<job.id)"
            said=$(call 20 squeue -h -t all --user="$EUID" --name="$name" -o %i 2>&1) || { echo "$said" >&2; exit 75; }
            [[ $said =~ [0-9]+ ]] && keep "${BASH_REMATCH[0]}"
            said=$(call 20 sacct -X -n -P --name="$name" -S "$since" -o JobIDRaw 2>/dev/null)
            [[ $said =~ [0-9]+ ]] && keep "${BASH_REMATCH[0]}"
            ((try == 1)) && sleep 1
          done
        fi
        (umask 077 && cat >".job.env.$$") && [[ $(tail -n 1 ".job.env.$$") == '# end' ]] && mv -f -- ".job.env.$$" job.env || { rm -f ".job.env.$$"; echo 'the environment did not arrive whole' >&2; exit 74; }
        [[ -n $less ]] && less=$(longest) && set -- --time="$less"
        : >submitting || exit 73
        said=$(call 100 sbatch --parsable --export=NONE --job-name="$name" --chdir="$folder" --output="$folder/slurm.log" --error="$folder/slurm.log" \
          --open-mode=append "$@" "$folder/script.sh" 9>&- 2>".sbatch.$$")
        status=$?
        warned=$(<".sbatch.$$"); rm -f ".sbatch.$$"
        [[ $status == 0 && $said =~ ^([0-9]+) ]] && keep "${BASH_REMATCH[1]}"
        printf '%s\n%s\n' "$said" "$warned" >&2
        ((status == 124)) && echo 'sbatch: error: timed out' >&2
        rm -f job.env
        exit 1
        """;

    // A step: the request is the last to appear, and job.id follows it, so that a job.id always stands for a request.
    private const string StepScript = """
        folder=$1 allocation=$2 step=$3 first=$4 count=$5 id=$6
        cd -- "$folder" 2>&1 || exit 73
        [[ -s job.id ]] && { printf '@id %s\n' "$(<job.id)"; exit 0; }
        if [[ ! -d claim ]]; then
          (umask 077 && cat >".job.env.$$") && [[ $(tail -n 1 ".job.env.$$") == '# end' ]] && mv -f -- ".job.env.$$" job.env || { rm -f ".job.env.$$"; exit 74; }
        fi
        mkdir -p -- "$allocation/requests" || exit 73
        printf '%s\n' "$folder" "$first" "$count" >"$allocation/.request.$step" && mv -f -- "$allocation/.request.$step" "$allocation/requests/$step" || exit 73
        printf '%s\n' "$id" >".job.id.$$" && mv -f -- ".job.id.$$" job.id || exit 73
        printf '@id %s\n' "$id"
        """;

    /// <summary>How long Slurm may be silent before the submission is given up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(240);

    private static readonly PollPacing Pauses = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15), 0.3);

    public async Task<JobHandle> RunAsync(JobSpec job, CancellationToken cancellationToken)
    {
        var environment = SlurmEnvironment.Of(job);
        var script = await File.ReadAllBytesAsync(job.Script, cancellationToken).ConfigureAwait(false);
        var start = time.GetTimestamp();
        for (var tries = 0; ; tries++)
        {
            var result = await TryAsync(job, script, environment, cancellationToken).ConfigureAwait(false);
            if (Id(result) is { } id)
            {
                return new JobHandle(job.Name, id, job.Directory);
            }

            if (!SlurmRefusals.IsPassing(result) || time.GetElapsedTime(start) > Patience)
            {
                throw await SlurmRefusals.ExplainAsync(calls, site, job, result, cancellationToken).ConfigureAwait(false);
            }

            await Task.Delay(Pauses.Pause(tries), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<CommandResult> TryAsync(JobSpec job, byte[] script, string environment, CancellationToken cancellationToken)
    {
        try
        {
            await calls.Transport.WriteAsync($"{job.Directory}/script.sh", script, executable: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException and not BenchException)
        {
            return new CommandResult(null, "", e.Message);
        }

        if (job.Allocation is not { } allocation)
        {
            return await calls.RunAsync(Script, [job.Directory, job.Name, SlurmLook.Since([new(job.Name, "", "")]), job.TakesLessTime ? "less" : ""], Timeout, cancellationToken, environment).ConfigureAwait(false);
        }

        var step = $"{JobNames.Short(job.Name)}.{job.Name[(job.Name.LastIndexOf('.') + 1)..]}";
        return await calls.RunAsync(
            StepScript,
            [job.Directory, allocation.Directory, step, $"{job.Nodes.First}", $"{job.Nodes.Count}", new SlurmId(SlurmId.Parse(allocation.Id).Job, step).ToString()],
            Timeout,
            cancellationToken,
            environment).ConfigureAwait(false);
    }

    private static string? Id(CommandResult result) =>
        result.Output.Split('\n').FirstOrDefault(l => l.StartsWith("@id ", StringComparison.Ordinal)) is { } line && line["@id ".Length..].Trim() is { Length: > 0 } id && char.IsAsciiDigit(id[0])
            ? id
            : null;
}
