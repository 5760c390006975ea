using Bench.Diagnostics;

namespace Bench.Recipes.Validation;

/// <summary>Images that can be found, and a runtime that can run them.</summary>
internal sealed class ImageValidator : IRecipeValidator
{
    public void Check(RecipeContext context)
    {
        foreach (var service in context.Services)
        {
            Job(context, service.Path, $"Service {Shown.Quoted(service.Name)}", service.Spec.Image, service.Spec.Container);
        }

        foreach (var (name, workload) in context.Spec.Workloads)
        {
            Job(context, $"workloads.{name}", $"Workload {Shown.Quoted(name)}", workload.Image, workload.Container);
        }
    }

    private static void Job(RecipeContext context, string path, string who, string? image, JobContainerSpec? container)
    {
        if (container is not null)
        {
            Container(context, $"{path}.container", container);
        }

        if (image is null)
        {
            if (container is not null && !context.IsBroken($"{path}.image"))
            {
                context.Error(Codes.ContainerWithoutImage, $"{path}.container", $"{who} has 'container', but no 'image'.", "Add 'image:', or remove 'container'.");
            }

            return;
        }

        if (Fault(image) is var (what, mend))
        {
            context.Error(Codes.BadImage, $"{path}.image", $"{Shown.Path(image)} {what}.", mend);
        }
        else if (context.Cluster is { } cluster && !context.IsBroken($"{path}.container"))
        {
            Runtime(context, path, who, image, container?.Runtime, cluster);
        }
    }

    private static void Runtime(RecipeContext context, string path, string who, string image, ContainerRuntime? own, Cluster cluster)
    {
        var runtime = own ?? cluster.Spec.Container.Runtime;
        if (cluster.Spec.Scheduler == SchedulerKind.Kubernetes || own == ContainerRuntime.None)
        {
            return;
        }

        if (runtime == ContainerRuntime.None)
        {
            var file = cluster.File is null ? "" : $", or the same to {Shown.Path(cluster.File)}";
            context.Error(Codes.ImageWithoutRuntime, $"{path}.image", $"{who} has an image, and cluster {Shown.Quoted(cluster.Name)} says no container runtime.",
                $"Add 'container: {{runtime: apptainer}}' to it{file}.");
        }
        else if (runtime is ContainerRuntime.Docker or ContainerRuntime.Podman)
        {
            var at = own is null ? $"{path}.image" : $"{path}.container.runtime";
            context.Error(Codes.RuntimeNotYet, at, $"{who} runs in {runtime.ToString().ToLowerInvariant()}, which this version has no way to start.",
                "Use 'runtime: apptainer' or 'singularity': they take docker:// images too.");
        }

        if (Missing(context, path, image, cluster))
        {
            context.Error(Codes.ImageNotFound, $"{path}.image", $"There is no image {Shown.Path(image)}.",
                "Give the path of a .sif or .def file or of an image's folder; a relative one counts from the recipe's folder.");
        }
    }

    // An absolute path of another machine cannot be looked at from here; a relative one is a file of this machine, which is brought there.
    private static bool Missing(RecipeContext context, string path, string image, Cluster cluster)
    {
        var file = ImageNames.Absolute(image, context.Path);
        var isHere = cluster.Spec.Scheduler == SchedulerKind.Local || ImageNames.PathHere(file) is not null;
        var isSwept = context.Spec.Sweep is { } sweep && (sweep.Product.ContainsKey($"{path}.image") || sweep.Zip.ContainsKey($"{path}.image"));
        return isHere && !isSwept && !ImageNames.IsUri(image) && !Path.Exists(ImageNames.PathHere(file) ?? file);
    }

    private static (string What, string Mend)? Fault(string image)
    {
        const string Mend = "Write a path, or a URI such as docker://redis:8.";
        if (image.Length is 0 or > 4096 || image.StartsWith('-') || image.Any(char.IsControl))
        {
            return ("is no image", Mend);
        }

        if (image.StartsWith('~'))
        {
            return ("begins with '~', which nobody expands", "Write the path from the root on, or from the recipe's folder.");
        }

        if (image.Contains("{{", StringComparison.Ordinal))
        {
            return ("has a reference, and images have none", "Write it out; 'sweep' and --set may change it.");
        }

        var at = image.IndexOf("://", StringComparison.Ordinal);
        return at < 0 ? null
            : ImageNames.PathHere(image) is not null ? null
            : !ImageNames.Schemes.Contains(image[..at]) ? ("has a scheme that no image has", $"Known: {Shown.Choice(ImageNames.Schemes)}.")
            : image.Length == at + 3 || image.Any(char.IsWhiteSpace) ? ("is no image", Mend)
            : null;
    }

    private static void Container(RecipeContext context, string path, JobContainerSpec container)
    {
        for (var i = 0; i < container.Binds.Count; i++)
        {
            if (!ContainerRules.IsBind(container.Binds[i]))
            {
                context.Error(Codes.BadValue, $"{path}.binds.{i}", $"{Shown.Path(container.Binds[i].ToString())} is no bind.",
                    "Write source[:target[:options]] with absolute paths without commas, one bind an item.");
            }
        }

        if (ContainerRules.BadOption(container.Options) is { } bad)
        {
            context.Error(Codes.BadValue, $"{path}.options.{bad}", $"{Shown.Quoted(container.Options[bad].ToString())} is no option of a container runtime.", ContainerRules.OptionMend);
        }
    }
}
