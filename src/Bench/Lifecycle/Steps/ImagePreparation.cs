using System.Text;
using Bench.Diagnostics;
using Bench.Health;
using Bench.Jobs;
using Bench.Recipes;
using Bench.Transport;

namespace Bench.Lifecycle.Steps;

/// <summary>
/// Sees to it that every image of a run is where the nodes can read it: what is a file here is brought over under its content's hash, what
/// has to be pulled or built is, once, into the cluster's image cache; what should be on the cluster is looked for before anything queues.
/// </summary>
internal sealed class ImagePreparation(RunContext run)
{
    private const int TailLines = 20;
    private const int MaxDefinition = 1 << 20;

    private readonly Dictionary<string, string> _paths = [];

    private ITransport Transport => run.Backend.Transport;

    private string Cache => run.Plan.Site.Container.ImageCache
        ?? Path.Combine(run.Site.IsLocal ? Path.Combine(run.Options.Root, ".bench") : run.Workspace.Shared, "images");

    /// <summary>The path on the nodes of each image that was prepared, by its source.</summary>
    public IReadOnlyDictionary<string, string> Paths => _paths;

    /// <summary>Prepares what is not prepared yet.</summary>
    /// <exception cref="BenchException">An image is not there (Usage), or could not be built (Scheduler).</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        foreach (var image in Images.Of(run.Plan).Where(i => !_paths.ContainsKey(i.Source)))
        {
            var path = image.IsBuilt ? await BuiltAsync(image, cancellationToken).ConfigureAwait(false)
                : image.Here is { } here ? await BroughtAsync(image, here, cancellationToken).ConfigureAwait(false)
                : await FoundAsync(image, cancellationToken).ConfigureAwait(false);
            _paths[image.Source] = path;
        }
    }

    private async Task<string> FoundAsync(PlannedImage image, CancellationToken cancellationToken)
    {
        var test = await Transport.RunAsync(new CommandLine(["test", "-e", image.Source]), cancellationToken).ConfigureAwait(false);
        return test.ExitCode == 0 ? image.Source : throw new BenchException(
            test.ExitCode is null ? ExitStatus.Scheduler : ExitStatus.Usage,
            new Diagnostic(
                Codes.ImageMissing, null,
                $"There is no image {Shown.Path(image.Source)} on {Transport.Name}.",
                "Mend the path ('image:'), or name a file of this machine by a relative path: it is brought over."));
    }

    private async Task<string> BroughtAsync(PlannedImage image, string local, CancellationToken cancellationToken)
    {
        if (run.Site.IsLocal)
        {
            return local;
        }

        if (!File.Exists(local))
        {
            throw Missing(image, local, "Build it, or mend 'image:'. A folder is not brought over: put it on the cluster and give its absolute path.");
        }

        await using var content = File.OpenRead(local);
        var hash = Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false))[..12];
        var path = Path.Combine(Cache, Images.FileName(image.Source, hash));
        await Transport.PutAsync(local, path, executable: false, cancellationToken).ConfigureAwait(false);
        return path;
    }

    private async Task<string> BuiltAsync(PlannedImage image, CancellationToken cancellationToken)
    {
        var definition = image.IsUri ? null : await DefinitionAsync(image, cancellationToken).ConfigureAwait(false);
        var path = Path.Combine(Cache, Images.FileName(image.Source, Images.Hash(definition ?? Encoding.UTF8.GetBytes(image.Source))));
        if (await Transport.LengthAsync(path, cancellationToken).ConfigureAwait(false) is not null)
        {
            return path;
        }

        var source = image.Source;
        if (definition is not null)
        {
            source = Path.ChangeExtension(path, ".def");
            await Transport.WriteAsync(source, definition, executable: false, cancellationToken).ConfigureAwait(false);
        }

        run.Observer.On(new MessagePrinted($"building {image.Source} into {path} on {Transport.Name}"));
        var environment = new Dictionary<string, string> { ["BENCH_IMAGE_SOURCE"] = source, ["BENCH_IMAGE"] = path };
        if (run.Plan.Site.Container.Build == ContainerBuild.Login)
        {
            await BuildHereAsync(image, environment, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await BuildByJobAsync(image, environment, cancellationToken).ConfigureAwait(false);
        }

        return path;
    }

    private async Task<byte[]> DefinitionAsync(PlannedImage image, CancellationToken cancellationToken)
    {
        if (image.Here is not { } local)
        {
            return await Transport.ReadAsync(image.Source, 0, MaxDefinition, cancellationToken).ConfigureAwait(false)
                ?? throw Missing(image, image.Source, "Mend the path ('image:').");
        }

        return File.Exists(local) ? await File.ReadAllBytesAsync(local, cancellationToken).ConfigureAwait(false) : throw Missing(image, local, "Mend the path ('image:').");
    }

    private async Task BuildByJobAsync(PlannedImage image, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var jobs = run.Attach();
        var job = await jobs.EnsureAsync(
            new JobRequest(
                image.Job, ScriptModels.Image, RenderScriptsStep.PathOf(run, image.Job), environment, TimeSpan.FromSeconds(10), new Dictionary<string, string>())
            {
                TakesLessTime = true,
            },
            cancellationToken).ConfigureAwait(false);
        for (var unchanged = 0; job.IsOpen; unchanged++)
        {
            await Task.Delay(jobs.Backend.Pacing.Pause(unchanged), run.Clock, cancellationToken).ConfigureAwait(false);
            job = (await jobs.PollAsync([job], cancellationToken).ConfigureAwait(false))[0];
        }

        if (job.Phase != JobPhase.Completed)
        {
            var tail = await new ServiceLog(Transport, job.Directory).TailAsync(TailLines, cancellationToken).ConfigureAwait(false);
            throw NotBuilt(image, job.Reason?.TrimEnd('.') ?? $"its job ended with status {job.ExitCode}", string.Join("\n    ", tail));
        }
    }

    // Compute nodes without a way to the registry: the same script, where jobs are submitted.
    private async Task BuildHereAsync(PlannedImage image, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var folder = run.Workspace.Job($"{image.Job}.login");
        var script = Path.Combine(folder, "script.sh");
        await Transport.PutAsync(RenderScriptsStep.PathOf(run, image.Job), script, executable: true, cancellationToken).ConfigureAwait(false);
        await Transport.RemoveAsync(Path.Combine(folder, "claim"), cancellationToken).ConfigureAwait(false);
        environment["BENCH_JOB"] = $"{run.Folder.Id}.{image.Job}.login";
        environment["BENCH_JOB_DIR"] = folder;
        environment["BENCH_NONCE"] = "login";
        environment["BENCH_WORKSPACE"] = run.Workspace.Shared;
        // What the wrapper writes down of every job.
        environment["SLURM_JOB_ID"] = environment["SLURM_JOB_NODELIST"] = "login";
        var result = await Transport.RunAsync(new CommandLine(["bash", script], environment, Timeout: Images.BuildLimit), cancellationToken).ConfigureAwait(false);
        if (await Transport.LengthAsync(environment["BENCH_IMAGE"], cancellationToken).ConfigureAwait(false) is null)
        {
            var tail = await new ServiceLog(Transport, folder).TailAsync(TailLines, cancellationToken).ConfigureAwait(false);
            throw NotBuilt(image, $"status {result.ExitCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"}", string.Join("\n    ", [.. tail, result.Error.Trim()]));
        }
    }

    private static BenchException Missing(PlannedImage image, string path, string mend) => new(ExitStatus.Usage, new Diagnostic(
        Codes.ImageMissing, null, $"There is no image {Shown.Path(image.Source)}: {path} is not a file.", mend));

    private static BenchException NotBuilt(PlannedImage image, string how, string tail) => new(ExitStatus.Scheduler, new Diagnostic(
        Codes.ImageNotBuilt, null,
        $"The image {Shown.Path(image.Source)} could not be pulled or built: {how}.{(tail.Trim().Length == 0 ? "" : $" Last lines of its log:\n    {tail}\n ")}",
        "Check its name and tag. Where compute nodes reach no registry, do 'container: {build: login}' in the cluster file; or build a .sif and name it."));
}
