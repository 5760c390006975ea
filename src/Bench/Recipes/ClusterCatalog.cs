using Bench.Diagnostics;
using Bench.Recipes.Binding;
using Bench.Recipes.Secrets;
using Bench.Recipes.Validation;
using Bench.Recipes.Yaml;

namespace Bench.Recipes;

/// <summary>
/// Finds clusters by name: <c>local</c> is built in; others are files <c>clusters/NAME.yaml</c> beside the recipe, or in the folders
/// that the catalog was made with. A name with a slash, or that ends in <c>.yaml</c>, is a path from the recipe's folder.
/// </summary>
/// <param name="folders">Folders of cluster files that are searched after the one beside the recipe, such as the repository's <c>recipes/clusters</c>.</param>
public sealed class ClusterCatalog(params IReadOnlyList<string> folders)
{
    /// <summary>The cluster.</summary>
    /// <exception cref="BenchException">There is none of that name, or its file has errors; the status is <see cref="ExitStatus.Usage"/>.</exception>
    public Cluster Find(string name, string recipePath)
    {
        var problems = new DiagnosticBag();
        return Find(name, recipePath, null, problems) ?? throw new BenchException(ExitStatus.Usage, problems.Sorted(recipePath));
    }

    /// <summary>Names that <see cref="Find(string, string)"/> takes, sorted, <c>local</c> first.</summary>
    public IReadOnlyList<string> Names(string recipePath) =>
    [
        Cluster.Local.Name,
        .. Folders(recipePath)
            .Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*.yaml"))
            .Select(f => Path.GetFileNameWithoutExtension(f))
            .Where(n => n != Cluster.Local.Name)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    internal Cluster? Find(string name, string recipePath, SourcePlace? place, DiagnosticBag problems)
    {
        if (name == Cluster.Local.Name)
        {
            return Cluster.Local;
        }

        var isPath = name.Contains('/') || name.EndsWith(".yaml", StringComparison.Ordinal);
        if (!isPath && !NameRules.IsName(name))
        {
            problems.Error(Codes.BadName, place, $"{Shown.Quoted(name)} is no name of a cluster.", NameRules.NameMend);
            return null;
        }

        IEnumerable<string> files = isPath
            ? [Path.Combine(Path.GetDirectoryName(recipePath) ?? "", name)]
            : Folders(recipePath).Select(f => Path.Combine(f, name + ".yaml"));
        if (files.FirstOrDefault(File.Exists) is { } file)
        {
            return Read(file, problems);
        }

        var known = Names(recipePath);
        problems.Error(Codes.UnknownCluster, place, $"There is no cluster {Shown.Path(name)}.",
            (Nearest.To(name, known) is { } near ? $"Did you mean {Shown.Quoted(near)}? " : "") + $"Known: {Shown.Choice(known)}.");
        return null;
    }

    private IEnumerable<string> Folders(string recipePath) => folders.Prepend(Path.Combine(Path.GetDirectoryName(recipePath) ?? "", "clusters"));

    // As ssh_config's own paths: below the home folder, or from the file's folder.
    private static string? AbsolutePath(string? path, string file) => path switch
    {
        null => null,
        ['~', '/', ..] => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..]),
        _ => Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(file))!),
    };

    private static Cluster? Read(string file, DiagnosticBag problems)
    {
        // Errors of the recipe must not stop the cluster's: it has a bag of its own.
        var own = new DiagnosticBag();
        if (YamlFile.ReadText(file, own) is { } text && YamlTreeReader.Read(text, file, own) is { } root
            && new RecordBinder(own, "The cluster file") is var binder && binder.Bind<ClusterSpec>(root) is { } spec)
        {
            ClusterRules.Check(spec, root, binder, own);
            SecretFinder.Check(root, own);
            if (!own.HasErrors)
            {
                return new(Path.GetFileNameWithoutExtension(file), file, spec with { SshConfig = AbsolutePath(spec.SshConfig, file) });
            }
        }

        foreach (var problem in own.Sorted(file))
        {
            problems.Add(problem);
        }

        return null;
    }
}
