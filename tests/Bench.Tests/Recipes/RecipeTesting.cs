using System.Runtime.CompilerServices;
using Bench.Diagnostics;
using Bench.Recipes;

namespace Bench.Tests.Recipes;

/// <summary>What the tests of recipes share.</summary>
internal static class RecipeTesting
{
    public static string Root { get; } = FindRoot();

    /// <summary>Those of the repository, wherever the recipe stands.</summary>
    public static ClusterCatalog Clusters { get; } = new(Path.Combine(Root, "recipes", "clusters"));

    /// <summary>A small right recipe; tests add to it.</summary>
    public const string Small = """
        name: small
        service: {kind: http, port: auto}
        workloads:
          load: {kind: http, rate: 100, duration: 1s}

        """;

    /// <summary>True where golden files are rewritten instead of compared.</summary>
    public static bool UpdateGolden => Environment.GetEnvironmentVariable("BENCH_UPDATE_GOLDEN") == "1";

    public static RecipeDocument Read(string text, params (string Path, string Value)[] sets) =>
        RecipeReader.TryReadText(text, "x.yaml", Sets(sets), Clusters, out var document, out var diagnostics)
            ? document
            : throw new BenchException(ExitStatus.Usage, diagnostics);

    public static IReadOnlyList<Diagnostic> Errors(string text, params (string Path, string Value)[] sets)
    {
        RecipeReader.TryReadText(text, "x.yaml", Sets(sets), new ClusterCatalog(), out _, out var diagnostics);
        return diagnostics;
    }

    /// <summary>The only error.</summary>
    public static string Error(string text, params (string Path, string Value)[] sets) => Assert.Single(Errors(text, sets)).ToString();

    /// <summary>Compares with the file, or rewrites it.</summary>
    public static void Golden(string file, string actual)
    {
        var path = Path.Combine(Root, file);
        if (UpdateGolden)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{file} is missing; run the tests with BENCH_UPDATE_GOLDEN=1 and read what they wrote.");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    public static IEnumerable<string> Examples() =>
        Directory.EnumerateFiles(Path.Combine(Root, "recipes"), "*.yaml").Order(StringComparer.Ordinal);

    private static KeyValuePair<string, string>[] Sets((string Path, string Value)[] sets) => [.. sets.Select(s => KeyValuePair.Create(s.Path, s.Value))];

    private static string FindRoot([CallerFilePath] string file = "")
    {
        var folder = Path.GetDirectoryName(file);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Bench.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests run outside their repository.");
    }
}
