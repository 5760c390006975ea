using Bench.Jobs;
using Bench.Lifecycle.Workspaces;
using Bench.Recipes;

namespace Bench.Lifecycle.Commands;

/// <summary>The cluster that a command is to look at.</summary>
internal static class ClusterChoice
{
    /// <summary>What <c>--cluster</c> names; this machine where it is left out.</summary>
    /// <exception cref="Diagnostics.BenchException">There is none of that name, or its file has errors (status Usage).</exception>
    public static Cluster Of(CommandContext context)
    {
        var home = new ClusterCatalog(Path.Combine(context.Options.Home, "recipes", "clusters"));
        return home.Find(context.Options.Cluster ?? Cluster.Local.Name, context.Choice.RecipePath ?? Path.Combine(context.Options.Root, "recipe.yaml"));
    }

    public static JobSite SiteOf(Cluster cluster) => Workspace.SiteOf(cluster.Spec);

    public static IJobBackend Backend(CommandContext context, JobSite site) =>
        Backends.Create(site, context.Clock, text => context.Observer.On(new MessagePrinted(text)), context.Options.Passphrase);
}
