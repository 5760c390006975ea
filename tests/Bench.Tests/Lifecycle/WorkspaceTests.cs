using Bench.Jobs;
using Bench.Lifecycle.Runs;
using Bench.Lifecycle.Workspaces;

namespace Bench.Tests.Lifecycle;

public class WorkspaceTests
{
    private const string Id = "20261122-151233-web-4f2a";

    private static readonly RunFolder Run = new($"/home/me/.bench/runs/{Id}");

    [Fact]
    public void Where_the_nodes_see_the_runs_folder_it_is_the_workspace()
    {
        var workspace = new Workspace(Run, new JobSite("slurm"));

        Assert.True(workspace.IsRunFolder);
        Assert.Equal((Run.Path, Run.Path), (workspace.Root, workspace.Shared));
        Assert.Equal(Run.Result("p1", "r1", "load"), workspace.Result(Run.Result("p1", "r1", "load")));
        Assert.Equal(Run.Job("d1-web.1"), workspace.MirrorOf(workspace.Job("d1-web.1")));
    }

    [Fact]
    public void With_a_workdir_everything_of_a_run_is_below_its_id_and_tools_are_shared()
    {
        var workspace = new Workspace(Run, new JobSite("slurm", "login", null, "/shared/bench"));

        Assert.False(workspace.IsRunFolder);
        Assert.Equal($"/shared/bench/{Id}", workspace.Root);
        Assert.Equal("/shared/bench", workspace.Shared);
        Assert.Equal($"/shared/bench/{Id}/lease", workspace.Lease);
        Assert.Equal($"/shared/bench/{Id}/jobs/d1-web.1", workspace.Job("d1-web.1"));
        Assert.Equal($"/shared/bench/{Id}/results/p1/r1/load", workspace.Result(Run.Result("p1", "r1", "load")));
        Assert.Equal(Run.Job("d1-web.1"), workspace.MirrorOf(workspace.Job("d1-web.1")));
    }
}
