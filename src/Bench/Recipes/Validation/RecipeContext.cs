using Bench.Diagnostics;
using Bench.Recipes.Binding;
using Bench.Recipes.Yaml;

namespace Bench.Recipes.Validation;

/// <summary>What validators see: the records, the tree that they were made of, and what could not be read.</summary>
internal sealed class RecipeContext(
    string path, YamlNode root, RecipeSpec spec, RecordBinder binder, ClusterCatalog clusters, DiagnosticBag problems)
{
    private ReferenceResolver? _references;
    private IReadOnlyList<ServiceEntry>? _services;
    private Dictionary<string, ServiceEntry>? _byName;

    public string Path { get; } = path;

    public YamlNode Root { get; } = root;

    public RecipeSpec Spec { get; } = spec;

    public ClusterCatalog Clusters { get; } = clusters;

    public DiagnosticBag Problems { get; } = problems;

    public IReadOnlyList<TextUse> Texts => binder.Texts;

    public IReadOnlyList<ServiceEntry> Services => _services ??= RecipeServices.Of(Spec);

    /// <summary>As <see cref="RecipeServices.DrivenBy"/>, without a search for each workload.</summary>
    public ServiceEntry? DrivenBy(WorkloadSpec workload)
    {
        if (workload.Service is null)
        {
            return Services.Count == 1 && !workload.IsOverPattern ? Services[0] : null;
        }

        if (_byName is null)
        {
            _byName = [];
            foreach (var service in Services)
            {
                _byName.TryAdd(service.Name, service);
            }

            foreach (var service in Services.Where(s => s.Path != "service"))
            {
                _byName[service.Path["services.".Length..]] = service;
            }
        }

        return _byName.GetValueOrDefault(workload.Service);
    }

    public ReferenceResolver References => _references ??= new(SpecWriter.Tree(Spec));

    /// <summary>Set by the validator that looks it up.</summary>
    public Cluster? Cluster { get; set; }

    public bool UsesReferences { get; set; }

    /// <summary>True where the value, or what it stands in, could not be read: it was complained about already.</summary>
    public bool IsBroken(string path)
    {
        for (var length = path.Length; length > 0; length = path.LastIndexOf('.', length - 1))
        {
            if (binder.Broken.Contains(path[..length]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where the value, what it stands in, or anything in it could not be read.</summary>
    public bool IsBrokenWithin(string path) => IsBroken(path) || binder.Broken.Any(b => b.StartsWith(path + ".", StringComparison.Ordinal));

    /// <summary>True where the path has a value in the file, whether or not it could be read; a key with nothing behind it counts as left out.</summary>
    public bool IsWritten(string path) => TreePath.Find(Root, path, out _) is not (null or YamlScalar { IsNull: true });

    /// <summary>Keys of the mapping at a path as they were written.</summary>
    public IReadOnlyList<string> KeysAt(string path) =>
        TreePath.Find(Root, path, out _) is YamlMapping map ? [.. map.Entries.Select(e => e.Key.Value)] : [];

    public SourcePlace PlaceOf(string path)
    {
        TreePath.Find(Root, path, out var nearest);
        return nearest.Place;
    }

    public void Error(string code, string path, string what, string mend) => Problems.Error(code, PlaceOf(path), what, mend);

    /// <summary>"Did you mean 'x'?", or what there is.</summary>
    public static string Suggest(string name, IReadOnlyCollection<string> known) =>
        Nearest.To(name, known) is { } near ? $"Did you mean {Shown.Quoted(near)}?" : $"There is {Shown.Choice(known)}.";
}
