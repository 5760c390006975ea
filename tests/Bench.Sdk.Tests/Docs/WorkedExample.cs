using System.Reflection;
using System.Text.RegularExpressions;
using Bench.Sdk.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Bench.Sdk.Tests.Docs;

/// <summary>The C# of a section of the docs, compiled as the repository compiles it: nullable, with the usings of the SDK.</summary>
internal static partial class WorkedExample
{
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    /// <summary>The assembly, or the compiler's complaints as an exception's text.</summary>
    public static Assembly Compile(string page, string section)
    {
        var text = File.ReadAllText(Path.Combine(Checkout.Home, page));
        var start = text.IndexOf($"\n## {section}\n", StringComparison.Ordinal);
        var sources = Block().Matches(text[start..]).Select(block => Indent().Replace(block.Groups[1].Value, "")).Append(Usings);
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        var compilation = CSharpCompilation.Create(
            "WorkedExample",
            sources.Select(source => CSharpSyntaxTree.ParseText(source, options)),
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error));

        using var bytes = new MemoryStream();
        var result = compilation.Emit(bytes);
        return result.Success
            ? Assembly.Load(bytes.ToArray())
            : throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
    }

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^   ", RegexOptions.Multiline)]
    private static partial Regex Indent();
}
