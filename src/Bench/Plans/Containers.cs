using Bench.Recipes;

namespace Bench.Plans;

/// <summary>What a recipe and a cluster say of a container, put together.</summary>
internal static class Containers
{
    /// <summary>Null where there is no image, or where the runtime is 'none': the recipe's 'none' leaves the image aside.</summary>
    /// <param name="image">As the recipe has it, with the recipe's folder before a relative path.</param>
    public static PlannedContainer? Plan(string? image, JobContainerSpec? container, ClusterSpec site)
    {
        container ??= new();
        var runtime = container.Runtime ?? site.Container.Runtime;
        return image is null || runtime == ContainerRuntime.None
            ? null
            : new PlannedContainer
            {
                Runtime = runtime,
                Image = image,
                Mode = container.Mode,
                Binds = container.Binds,
                Gpu = container.Gpu,
                WritableTmpfs = container.WritableTmpfs,
                CleanEnv = container.CleanEnv,
                Options = [.. site.Container.Options, .. container.Options],
            };
    }
}
