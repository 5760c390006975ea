using System.Xml.Linq;
using Bench.Sdk.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bench.Sdk.Tests.Nuke;

/// <summary>The targets of a host, with those that each needs, in order; and its parameters (<c>BenchRecipe</c>).</summary>
internal sealed record HostSources(IReadOnlyDictionary<string, string[]> Targets, IReadOnlyList<string> Parameters)
{
    public static string MSBuildText => File.ReadAllText(Path.Combine(Checkout.Home, "build", "Bench.targets"));

    /// <summary>The C# files of build/, by name.</summary>
    public static IReadOnlyDictionary<string, string> NukeTexts =>
        Directory.GetFiles(Path.Combine(Checkout.Home, "build"), "*.cs").ToDictionary(file => Path.GetFileName(file), File.ReadAllText);

    /// <summary>Targets whose name begins with an underscore are the host's own business.</summary>
    public static HostSources OfMSBuild(string text)
    {
        var root = XDocument.Parse(text).Root!;
        var targets = root.Elements("Target").ToDictionary(
            target => (string)target.Attribute("Name")!,
            target => ((string?)target.Attribute("DependsOnTargets") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Where(IsPublic).ToArray());
        var handed = root.Descendants("_BenchParameter").Select(item => (string)item.Attribute("Value")!);
        var direct = root.Descendants("RunTests").Concat(root.Descendants("PublishLoad")).SelectMany(task => task.Attributes()).Select(a => a.Value).Where(value => value is not "$(BenchHome)");
        return new HostSources(
            targets.Where(target => IsPublic(target.Key)).ToDictionary(),
            [.. handed.Concat(direct).Where(value => value.StartsWith("$(", StringComparison.Ordinal)).Select(value => value[2..^1]).Distinct()]);
    }

    /// <summary>Properties of the type Target, and properties with [Parameter]. A property of another form is a fault of the test or of the source.</summary>
    public static HostSources OfNuke(IEnumerable<string> texts)
    {
        var properties = texts.SelectMany(text => CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<PropertyDeclarationSyntax>()).ToArray();
        return new HostSources(
            properties.Where(property => property.Type.ToString() == "Target").ToDictionary(property => property.Identifier.Text, property => Names(property, "DependsOn")),
            [.. properties.Where(HasParameter).Select(property => property.Identifier.Text)]);
    }

    /// <summary>What a target of NUKE only comes after, where both are in the plan.</summary>
    public static IReadOnlyDictionary<string, string[]> AfterInNuke(IEnumerable<string> texts) => texts
        .SelectMany(text => CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<PropertyDeclarationSyntax>())
        .Where(property => property.Type.ToString() == "Target").ToDictionary(property => property.Identifier.Text, property => Names(property, "After"));

    private static string[] Names(PropertyDeclarationSyntax property, string call) =>
    [
        .. property.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(invocation => invocation.Expression is MemberAccessExpressionSyntax member && member.Name.ToString() == call)
            .SelectMany(invocation => invocation.ArgumentList.Arguments).Select(argument => argument.ToString()),
    ];

    private static bool HasParameter(PropertyDeclarationSyntax property) =>
        property.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() == "Parameter");

    private static bool IsPublic(string target) => !target.StartsWith('_');
}
