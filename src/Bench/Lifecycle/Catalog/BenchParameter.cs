namespace Bench.Lifecycle.Catalog;

/// <summary>A parameter of the command line.</summary>
/// <param name="Name">In kebab case, without the dashes: <c>output-dir</c>.</param>
/// <param name="Targets">The targets that use it; others refuse it.</param>
/// <param name="Default">What holds where nobody gives a value; null where that is "nothing".</param>
public sealed record BenchParameter(
    string Name, ParameterKind Kind, string Description, IReadOnlyList<string> Targets, string? Default = null)
{
    /// <summary>The words of a <see cref="ParameterKind.Choice"/>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary><c>OutputDir</c>: the key in <c>.nuke/parameters.json</c>, and with <c>Bench</c> before it the MSBuild property.</summary>
    public string Pascal => string.Concat(Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary><c>BENCH_OUTPUT_DIR</c>: the environment variable.</summary>
    public string Variable => "BENCH_" + Name.Replace('-', '_').ToUpperInvariant();
}
