using Bench.Diagnostics;

namespace Bench.Scripts;

/// <summary>Finds templates by relative name. The first folder that has the file wins, so that a user's file overrides ours.</summary>
/// <param name="folders">Template folders, the user's first; those that do not exist are passed over.</param>
public sealed class TemplateFinder(IReadOnlyList<string> folders)
{
    /// <summary>Template endings in the order in which they are looked for.</summary>
    private static readonly string[] Endings = [".sh.sbn", ".sbatch.sbn"];

    /// <summary>The folder of what the templates of all schedulers include.</summary>
    private const string Shared = "_common";

    public IReadOnlyList<string> Folders { get; } = folders;

    /// <summary>The template of a role: <c>&lt;scheduler&gt;/&lt;role&gt;.sh.sbn</c>, or <c>.sbatch.sbn</c>. Throws BENCH2001 where there is none.</summary>
    public TemplateFile FindRole(string scheduler, string role) =>
        Endings.Select(e => TryFind($"{scheduler}/{role}{e}")).FirstOrDefault(f => f is not null)
        ?? throw Missing($"{scheduler}/{role}{Endings[0]}");

    /// <summary>Throws BENCH2001 where there is none.</summary>
    public TemplateFile Find(string name) => TryFind(name) ?? throw Missing(name);

    /// <summary>
    /// All templates of a scheduler as they apply now, with those that all schedulers share, sorted by name: what a fingerprint of its scripts
    /// must cover, known before anything is rendered.
    /// </summary>
    public IReadOnlyList<TemplateFile> All(string scheduler) =>
    [
        .. Folders
            .SelectMany(folder => new[] { Shared, scheduler }, (folder, part) => Path.Combine(folder, part))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.sbn"))
            .Select(path => $"{Path.GetFileName(Path.GetDirectoryName(path))}/{Path.GetFileName(path)}")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(Find),
    ];

    private TemplateFile? TryFind(string name)
    {
        if (Path.IsPathRooted(name) || name.Split('/', '\\').Contains(".."))
        {
            return null; // a template folder is a closed world
        }

        var path = Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return path is null ? null : new TemplateFile(name, path, File.ReadAllText(path));
    }

    private BenchException Missing(string name) => new(ExitStatus.Usage, new Diagnostic(
        Codes.TemplateNotFound,
        null,
        $"There is no template '{name}' in {(Folders.Count == 0 ? "any folder" : string.Join(", ", Folders))}.",
        "Add the file, or use a scheduler that has templates."));
}
