using Bench.Diagnostics;
using Bench.Recipes;

namespace Bench.Tests.Recipes;

public sealed class ClusterCatalogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bench-clusters").FullName;

    public ClusterCatalogTests() => Directory.CreateDirectory(Path.Combine(_folder, "clusters"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Find_local_is_built_in()
    {
        Assert.Equal(SchedulerKind.Local, new ClusterCatalog().Find("local", "x.yaml").Spec.Scheduler);
        Assert.Equal("local", RecipeTesting.Read(RecipeTesting.Small).Cluster.Name);
    }

    [Fact]
    public void Find_reads_the_example()
    {
        var cluster = new ClusterCatalog().Find("meluxina", Path.Combine(RecipeTesting.Root, "recipes", "hello-http.yaml"));
        Assert.Equal("meluxina", cluster.Name);
        Assert.Equal((SchedulerKind.Slurm, ContainerRuntime.Apptainer, "meluxina"), (cluster.Spec.Scheduler, cluster.Spec.Container.Runtime, cluster.Spec.Ssh));
        Assert.Equal(["env/release/2023.1", "Apptainer/1.3.1-GCCcore-12.3.0"], cluster.Spec.Modules);
    }

    [Theory]
    [InlineData("/etc/bench/ssh_config", "/etc/bench/ssh_config")]
    [InlineData("ssh_config", "{clusters}/ssh_config")]
    [InlineData("../ssh/config", "{folder}/ssh/config")]
    [InlineData("~/.ssh/other", "{home}/.ssh/other")]
    public void Find_gives_the_ssh_config_as_an_absolute_path(string written, string expected)
    {
        Write("c", $"scheduler: slurm\nssh: login\nworkdir: /scratch\nssh-config: {written}");
        expected = expected.Replace("{clusters}", Path.Combine(_folder, "clusters"), StringComparison.Ordinal).Replace("{folder}", _folder, StringComparison.Ordinal)
            .Replace("{home}", Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), StringComparison.Ordinal);
        Assert.Equal(expected, new ClusterCatalog().Find("c", Path.Combine(_folder, "r.yaml")).Spec.SshConfig);
    }

    [Fact]
    public void Find_by_path_and_in_further_folders()
    {
        Write("mel", "scheduler: local");
        Assert.Equal("mel", new ClusterCatalog().Find("clusters/mel.yaml", Path.Combine(_folder, "r.yaml")).Name);
        Assert.Equal("mel", new ClusterCatalog(Path.Combine(_folder, "clusters")).Find("mel", "/elsewhere/r.yaml").Name);
    }

    [Fact]
    public void Find_unknown_names_the_nearest()
    {
        Write("meluxina", "scheduler: local");
        Assert.Equal("error BENCH1220: There is no cluster 'meluxia'. Did you mean 'meluxina'? Known: 'local' or 'meluxina'.", Error("meluxia"));
    }

    [Theory]
    [InlineData("scheduler: slrum", "(1,12): error BENCH1109: 'scheduler' is 'slrum', which is no known value. Did you mean 'slurm'? Known: 'local', 'slurm' or 'kubernetes'.")]
    [InlineData("scheduler: slurm\nssh: login", "(2,6): error BENCH1102: The cluster file has 'ssh', but no 'workdir'. Add the absolute path of a folder that all nodes see.")]
    [InlineData("scheduler: slurm\ndirectives: [\"--a\\nrm -rf /\"]", "(2,14): error BENCH1104: '--a?rm -rf /' is no option of a scheduler. Write one option as one word, without spaces, quotes and backslashes, such as --constraint=cpu.")]
    [InlineData("scheduler: slurm\ndirectives: [--exclusive, --wrap=id]", "(2,27): error BENCH1228: '--wrap=id' sets '--wrap', which Bench sets itself. Bench writes the script: use 'command'.")]
    [InlineData("scheduler: local\nworkdir: /x\nssh: login", "(3,6): error BENCH1221: 'ssh' is for Slurm clusters only. Remove it, or write 'scheduler: slurm'.")]
    [InlineData("scheduler: slurm\nssh-config: ssh_config", "(2,13): error BENCH1102: The cluster file has 'ssh-config', but no 'ssh'. Add 'ssh:' with the alias.")]
    [InlineData("scheduler: slurm\nworkdir: /x\nssh: a\nssh-config: ~other/config", "(4,13): error BENCH1104: '~other/config' is no path of a file. Write an absolute path, one below ~/, or one from the cluster file's folder.")]
    [InlineData("scheduler: slurm\ncontainer: {options: [other.sif]}", "(2,23): error BENCH1104: 'other.sif' is no option of a container runtime. Write the options of the runtime, one word each, such as [--no-home, --pid].")]
    [InlineData("scheduler: slurm\naccount: p; id", "(2,10): error BENCH1201: 'p; id' is no name for 'account'. Use letters, digits, '-', '_' and '.', at most 63 of them, with a letter or digit first.")]
    [InlineData("scheduler: slurm\nenv: {API_KEY: abc}", "(2,16): error BENCH1219: The value at 'API_KEY' looks like a secret, and no secret ever stands in a recipe. Set it as an environment variable where the job runs, and write {{env.NAME}} here.")]
    public void Find_tells_what_is_wrong_in_the_file(string text, string error)
    {
        Write("c", text);
        Assert.EndsWith(Path.Combine(_folder, "clusters", "c.yaml") + error, Error("c"));
    }

    private string Error(string name)
    {
        var e = Assert.Throws<BenchException>(() => new ClusterCatalog().Find(name, Path.Combine(_folder, "r.yaml")));
        return Assert.Single(e.Diagnostics).ToString();
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, "clusters", name + ".yaml"), text + "\n");
}
