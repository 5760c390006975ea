using Bench.Diagnostics;
using Bench.Plans;
using Bench.Recipes;
using Scriban.Runtime;

namespace Bench.Scripts;

/// <summary><see cref="PlannedContainer"/> as templates see it: the program, and its options as words of bash.</summary>
internal static class ContainerModel
{
    public static ScriptObject Of(PlannedContainer container, ResourceSpec resources, ShellValues values)
    {
        var program = container.Runtime switch
        {
            ContainerRuntime.Apptainer => "apptainer",
            ContainerRuntime.Singularity => "singularity",
            _ => throw new BenchException(ExitStatus.Usage, new Diagnostic(
                Codes.RuntimeNotSupported, null,
                $"Jobs cannot be started by the container runtime '{container.Runtime.ToString().ToLowerInvariant()}'.",
                "Use apptainer or singularity.")),
        };
        return new ScriptObject
        {
            ["program"] = program,
            ["runtime"] = container.Runtime.ToString(),
            ["prefix"] = program.ToUpperInvariant(),
            ["verb"] = container.Mode == ContainerMode.Run ? "run" : "exec",
            ["is_instance"] = container.Mode == ContainerMode.Instance,
            ["clean_env"] = container.CleanEnv,
            ["options"] = new ScriptArray(Options(container, resources).Select(word => values.Add(word))),
        };
    }

    private static IEnumerable<string> Options(PlannedContainer container, ResourceSpec resources) =>
    [
        .. container.Binds.SelectMany(b => new[] { "--bind", ShellQuote.Text(b) }),
        .. Gpu(container.Gpu, resources),
        .. container.WritableTmpfs ? ["--writable-tmpfs"] : Array.Empty<string>(),
        .. container.CleanEnv ? ["--cleanenv"] : Array.Empty<string>(),
        .. container.Options.Select(ShellQuote.Text),
    ];

    private static string[] Gpu(GpuSupport support, ResourceSpec resources) => support switch
    {
        GpuSupport.Nv => ["--nv"],
        GpuSupport.Rocm => ["--rocm"],
        GpuSupport.Auto when resources.Gpus > 0 || resources.Gres?.Contains("gpu", StringComparison.OrdinalIgnoreCase) == true => ["--nv"],
        _ => [],
    };
}
