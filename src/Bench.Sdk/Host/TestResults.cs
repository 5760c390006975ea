using System.Globalization;
using System.Xml.Linq;

namespace Bench.Sdk.Host;

/// <summary>Sums up the trx files that <c>dotnet test</c> left behind.</summary>
public sealed record TestResults(int Passed, int Failed, int Skipped, IReadOnlyCollection<string> Projects)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>The last line of the target Test.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {Failed} failed");

    /// <summary>Reads all trx files of a folder. <see cref="Projects"/> are the assemblies that ran a test, in lower case, without extension.</summary>
    public static TestResults Read(string folder)
    {
        var (passed, failed, skipped) = (0, 0, 0);
        var projects = new SortedSet<string>(StringComparer.Ordinal);
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.trx", SearchOption.AllDirectories) : [];
        foreach (var file in files)
        {
            var root = XDocument.Load(file).Root!;
            foreach (var result in root.Descendants(Trx + "UnitTestResult"))
            {
                switch ((string?)result.Attribute("outcome"))
                {
                    case "Passed":
                        passed++;
                        break;
                    case "NotExecuted":
                        skipped++;
                        break;
                    default:
                        failed++;
                        break;
                }
            }

            foreach (var test in root.Descendants(Trx + "UnitTest"))
            {
                projects.Add(Path.GetFileNameWithoutExtension((string?)test.Attribute("storage") ?? "").ToLowerInvariant());
            }
        }

        return new TestResults(passed, failed, skipped, projects);
    }
}
