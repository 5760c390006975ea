namespace Bench.Lifecycle.Steps;

/// <summary>What a run would do, for <c>--dry-run</c>: what its patterns come to, its plan and its scripts.</summary>
internal static class DryRun
{
    public static void Print(RunContext run, IBenchObserver observer)
    {
        foreach (var line in PatternText.Of(run.Plan.Points))
        {
            observer.On(new OutputPrinted("# " + line));
        }

        foreach (var file in Directory.EnumerateFiles(run.Folder.Scripts).Order(StringComparer.Ordinal).Prepend(run.Folder.Plan))
        {
            observer.On(new OutputPrinted($"# {run.Folder.Relative(file)}\n{File.ReadAllText(file)}"));
        }
    }
}
