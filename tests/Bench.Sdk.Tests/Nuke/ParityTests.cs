using Bench.Lifecycle.Catalog;

namespace Bench.Sdk.Tests.Nuke;

/// <summary>The two hosts have the same targets, parameters and dependencies, and those are the catalogue's.</summary>
public class ParityTests
{
    private static readonly HostSources MSBuild = HostSources.OfMSBuild(HostSources.MSBuildText);
    private static readonly HostSources Nuke = HostSources.OfNuke(HostSources.NukeTexts.Values);

    [Fact]
    public void Both_hosts_have_the_targets_of_the_catalogue()
    {
        var catalogue = TargetCatalog.All.Select(target => target.Name).Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(catalogue, MSBuild.Targets.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(catalogue, Nuke.Targets.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Both_hosts_have_the_parameters_of_the_catalogue()
    {
        var catalogue = ParameterCatalog.All.Select(parameter => "Bench" + parameter.Pascal).Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(catalogue, MSBuild.Parameters.Order(StringComparer.Ordinal));
        Assert.Equal(catalogue, Nuke.Parameters.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_target_needs_the_same_targets_in_the_same_order_in_both() => Assert.Empty(Differences(MSBuild, Nuke));

    // MSBuild does the dependencies of a target from left to right. NUKE only promises that what a target needs, or comes after, is before it.
    [Fact]
    public void Nuke_does_the_steps_of_RunBenchmark_in_the_order_of_MSBuild()
    {
        var order = MSBuild.Targets["RunBenchmark"];
        var after = HostSources.AfterInNuke(HostSources.NukeTexts.Values);

        Assert.Equal(TargetCatalog.Steps, order);
        Assert.All(order.Zip(order.Skip(1)), pair => Assert.Contains(pair.First, Nuke.Targets[pair.Second].Concat(after[pair.Second])));
    }

    [Fact]
    public void Descriptions_are_those_of_the_catalogue()
    {
        var text = string.Concat(HostSources.NukeTexts.Values);
        Assert.All(TargetCatalog.All, target => Assert.Contains($"Target {target.Name} => _ => _.Description(\"{target.Description}\")", text, StringComparison.Ordinal));
        Assert.All(ParameterCatalog.All, parameter => Assert.Contains($"[Parameter(\"{parameter.Description}\")]", text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_target_in_one_host_alone_is_found()
    {
        var more = HostSources.OfMSBuild(HostSources.MSBuildText.Replace("</Project>", "<Target Name=\"Extra\" DependsOnTargets=\"_BenchOpen\" /></Project>", StringComparison.Ordinal));
        var moreNuke = HostSources.OfNuke([.. HostSources.NukeTexts.Values, "interface IMore { Target Extra => _ => _.Executes(() => { }); }"]);

        Assert.Equal(["Extra: MSBuild alone"], Differences(more, Nuke));
        Assert.Equal(["Extra: NUKE alone"], Differences(MSBuild, moreNuke));
        Assert.Empty(Differences(more, moreNuke));
    }

    [Fact]
    public void A_dependency_or_parameter_in_one_host_alone_is_found()
    {
        var text = string.Concat(HostSources.NukeTexts.Values);
        var other = HostSources.OfNuke([text.Replace(".DependsOn(AwaitHealthy)", ".DependsOn(SubmitService)", StringComparison.Ordinal)]);
        var fewer = HostSources.OfNuke([text.Replace("string? BenchJob ", "string? BenchJop ", StringComparison.Ordinal)]);

        Assert.Equal(["RunWorkloadPattern: needs AwaitHealthy in MSBuild, SubmitService in NUKE"], Differences(MSBuild, other));
        Assert.Equal(["BenchJob: MSBuild alone", "BenchJop: NUKE alone"], Differences(MSBuild, fewer));
    }

    private static string[] Differences(HostSources msbuild, HostSources nuke)
    {
        var needs = msbuild.Targets.Keys.Intersect(nuke.Targets.Keys)
            .Where(name => !msbuild.Targets[name].SequenceEqual(nuke.Targets[name]))
            .Select(name => $"{name}: needs {string.Join(", ", msbuild.Targets[name])} in MSBuild, {string.Join(", ", nuke.Targets[name])} in NUKE");
        return [.. Alone(msbuild.Targets.Keys, nuke.Targets.Keys), .. Alone(msbuild.Parameters, nuke.Parameters), .. needs];
    }

    private static IEnumerable<string> Alone(IEnumerable<string> msbuild, IEnumerable<string> nuke) =>
        msbuild.Except(nuke).Select(name => $"{name}: MSBuild alone").Concat(nuke.Except(msbuild).Select(name => $"{name}: NUKE alone"));
}
