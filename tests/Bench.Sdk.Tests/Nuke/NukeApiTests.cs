using Bench.Sdk.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bench.Sdk.Tests.Nuke;

/// <summary>The NUKE host uses only what NukeApi.txt lists; so it is valid C# too, also where NUKE cannot be restored.</summary>
public class NukeApiTests
{
    // What the SDK adds to every file.
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;";

    // The whole of it, to be read against NUKE's documentation.
    private static readonly string[] Used =
    [
        "AbsolutePath.op_Implicit", "Assert.Fail", "ExecutableTarget.Name", "INukeBuild.ExecutionPlan", "INukeBuild.ExitCode", "INukeBuild.RootDirectory",
        "INukeBuild.TryGetValue", "ITargetDefinition.After", "ITargetDefinition.AssuredAfterFailure", "ITargetDefinition.DependsOn",
        "ITargetDefinition.Description", "ITargetDefinition.Executes", "NukeBuild.Execute", "ParameterAttribute..ctor",
    ];

    [Fact]
    public void Every_call_is_on_the_list() => Assert.Empty(Errors(Compile(HostSources.NukeTexts.Values)));

    [Fact]
    public void A_call_that_is_not_on_the_list_is_found()
    {
        var doctored = HostSources.NukeTexts.Values.Select(text => text.Replace(".AssuredAfterFailure()", ".AssuredAfterFailure().WithMagic()", StringComparison.Ordinal));

        Assert.Contains(Errors(Compile(doctored)), error => error.Contains("'WithMagic'", StringComparison.Ordinal));
    }

    [Fact]
    public void These_members_are_used_and_no_others()
    {
        var compilation = Compile(HostSources.NukeTexts.Values);
        var used = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees.Where(tree => tree.FilePath == "host"))
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                ISymbol?[] symbols = [model.GetSymbolInfo(node).Symbol, node is ExpressionSyntax expression ? model.GetConversion(expression).MethodSymbol : null];
                foreach (var symbol in symbols.OfType<ISymbol>())
                {
                    if (symbol is IMethodSymbol or IPropertySymbol && symbol.ContainingNamespace.ToString() is { } space && space.StartsWith("Nuke.", StringComparison.Ordinal))
                    {
                        used.Add($"{symbol.ContainingType.Name}.{symbol.Name}");
                    }
                }
            }
        }

        Assert.Equal(Used, used);
    }

    private static CSharpCompilation Compile(IEnumerable<string> texts)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var api = File.ReadAllText(Path.Combine(Checkout.Home, "tests", "Bench.Sdk.Tests", "Nuke", "NukeApi.txt"));
        var trees = texts.Select(text => CSharpSyntaxTree.ParseText(text, options, "host"))
            .Concat(new[] { Usings, api }.Select(text => CSharpSyntaxTree.ParseText(text, options)));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create("_build", trees, references, new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static string[] Errors(CSharpCompilation compilation) =>
        [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString())];
}
