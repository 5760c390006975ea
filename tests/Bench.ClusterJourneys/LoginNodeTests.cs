using System.Runtime.InteropServices;
using System.Text.Json;

namespace Bench.ClusterJourneys;

/// <summary>Bench on the login node itself: a cluster file without <c>ssh:</c>.</summary>
public sealed class LoginNodeTests : ClusterJourney
{
    private static readonly string Nodes = $"artifacts/nodes/linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    private const string Ended = "(?m)^(VALID|DEGRADED)  ";

    private string Shared => Place.Workdir;

    [Theory]
    [InlineData("workdir: {0}/runs")]
    [InlineData("# the runs' own folder")]
    public async Task A_recipe_runs_there_without_a_line(string workdir)
    {
        await MoveInAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, workdir, Shared));
        var output = await HostAsync(["--recipe", "hello-http.yaml", "--cluster", "here", .. Workplace.Quick]);

        Assert.Matches(Ended, output);
        using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(Testbed.Outside($"{Shared}/work/.bench/runs/last/summary.json")));
        Workplace.AssertSound(summary.RootElement);
        Assert.Contains("No orphans", await HostAsync("--target", "Orphans", "--cluster", "here"), StringComparison.Ordinal);
        Assert.DoesNotContain(await Place.JobsLeftAsync(), job => job.State != "COMPLETING");
    }

    [Fact]
    public async Task Doctor_finds_it_well_and_a_detached_run_goes_on()
    {
        await MoveInAsync("");
        Assert.Matches("ok +slurm ", await HostAsync("--target", "Doctor", "--recipe", "hello-http.yaml", "--cluster", "here"));
        await HostAsync(["--recipe", "hello-http.yaml", "--cluster", "here", "--detach", "yes", .. Workplace.Quick]);
        Assert.Contains("detached", await HostAsync("--target", "Orphans", "--cluster", "here"), StringComparison.Ordinal);

        Assert.Matches(Ended, await HostAsync("--run", "last"));
        Assert.DoesNotContain(await Place.JobsLeftAsync(), job => job.State != "COMPLETING");
    }

    // What the test host needs, where the login host sees it: .NET, the build's output, and of the checkout what it is made to read.
    private async Task MoveInAsync(string workdir)
    {
        var published = await Place.RunAsync("PublishLoad");
        Assert.True(published.Status == 0, published.ToString());
        var folder = Testbed.Outside(Shared);
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var dotnet = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        Copy(runtime, $"{folder}/dotnet/shared/Microsoft.NETCore.App/{Path.GetFileName(runtime)}");
        Copy(Path.Combine(dotnet, "host"), $"{folder}/dotnet/host");
        File.Copy(Path.Combine(dotnet, "dotnet"), $"{folder}/dotnet/dotnet");
        Copy(Path.GetDirectoryName(Checkout.TestHost)!, $"{folder}/host");
        foreach (var part in (string[])["templates", "recipes", "src/Bench.Load", "src/Bench.Measurement", "src/Bench.Hello", Nodes])
        {
            Copy(Path.Combine(Checkout.Path, part), $"{folder}/home/{part}");
        }

        foreach (var file in (string[])["Directory.Build.props", "Directory.Packages.props", "global.json", Nodes + ".stamp"])
        {
            File.Copy(Path.Combine(Checkout.Path, file), $"{folder}/home/{file}");
        }

        Directory.CreateDirectory($"{folder}/work/clusters");
        File.Copy(Checkout.Recipe("hello-http.yaml"), $"{folder}/work/hello-http.yaml");
        File.WriteAllText($"{folder}/work/clusters/here.yaml", $"scheduler: slurm\n{workdir}\n");
        await Testbed.ExecAsync("login", "chown", "-R", "bench:", Shared);
    }

    private Task<string> HostAsync(params IEnumerable<string> arguments) => Testbed.ExecAsUserAsync(
        "login",
        [
            "env", $"DOTNET_ROOT={Shared}/dotnet", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1", $"{Shared}/dotnet/dotnet", $"{Shared}/host/Bench.TestHost.dll",
            "--root", $"{Shared}/work", "--home", $"{Shared}/home", "--tools", $"{Shared}/home/{Nodes}", .. arguments,
        ]);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
