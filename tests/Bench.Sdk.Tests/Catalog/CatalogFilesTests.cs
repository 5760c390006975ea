using Bench.Lifecycle;
using Bench.Lifecycle.Catalog;
using Bench.Sdk.Tests.Support;

namespace Bench.Sdk.Tests.Catalog;

public class CatalogFilesTests
{
    [Fact]
    public void The_table_that_build_sh_reads_is_that_of_the_catalogue() => IsGolden("build/catalog.tsv", CatalogFiles.ToTsv());

    [Fact]
    public void The_schema_of_the_defaults_file_is_that_of_the_catalogue() => IsGolden(".nuke/build.schema.json", CatalogFiles.ToSchema());

    [Fact]
    public void Every_verb_is_a_target_and_has_one_in_the_build_file()
    {
        var targets = File.ReadAllText(Path.Combine(Checkout.Home, "build", "Bench.targets"));
        foreach (var verb in Enum.GetNames<BenchVerb>())
        {
            Assert.Contains(TargetCatalog.All, target => target.Name == verb);
            Assert.Contains($"<RunVerb Verb=\"{verb}\" />", targets, StringComparison.Ordinal);
        }

        foreach (var target in TargetCatalog.All)
        {
            Assert.Contains($"<Target Name=\"{target.Name}\"", targets, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_parameter_of_the_library_can_be_set_as_a_property()
    {
        var targets = File.ReadAllText(Path.Combine(Checkout.Home, "build", "Bench.targets"));
        Assert.All(ParameterCatalog.All, parameter => Assert.Contains($"$(Bench{parameter.Pascal})", targets, StringComparison.Ordinal));
    }

    [Fact]
    public void Parameters_name_only_targets_that_exist()
    {
        var names = TargetCatalog.All.Select(target => target.Name).ToArray();
        Assert.All(ParameterCatalog.All, parameter => Assert.All(parameter.Targets, target => Assert.Contains(target, names)));
    }

    private static void IsGolden(string file, string expected)
    {
        var path = Path.Combine(Checkout.Home, file);
        if (Environment.GetEnvironmentVariable("BENCH_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }
}
