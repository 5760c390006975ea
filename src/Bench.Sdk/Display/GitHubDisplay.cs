using Bench.Lifecycle;

namespace Bench.Sdk.Display;

/// <summary>For GitHub Actions: a group for each step, annotations for errors and warnings, the report as the job's summary.</summary>
internal sealed class GitHubDisplay(Outputs outputs, TimeProvider clock, Func<string, string?> environment) : PlainDisplay(outputs, clock)
{
    private bool _inGroup;

    public override void On(BenchEvent happened)
    {
        switch (happened)
        {
            case StepStarted step:
                EndGroup();
                Outputs.News.WriteLine(GitHubCommand.Of("group", step.Step));
                _inGroup = true;
                break;
            case StepEnded:
                // After the group: how a step went is to be seen while it is folded.
                EndGroup();
                base.On(happened);
                break;
            case ReportMade:
                EndGroup();
                base.On(happened);
                break;
            default:
                base.On(happened);
                break;
        }
    }

    public override void On(Problem problem)
    {
        var name = problem.IsError ? "error" : "warning";
        Outputs.Problems.WriteLine(GitHubCommand.Of(
            name,
            problem.ToString(),
            ("file", InWorkspace(problem.File)),
            ("line", problem.Line > 0 ? Say.Format($"{problem.Line}") : null),
            ("col", problem.Column > 0 ? Say.Format($"{problem.Column}") : null),
            ("title", problem.Code)));
        Outputs.Problems.Flush();
    }

    // What tools and services print must not be taken for commands to GitHub.
    public override void Line(string text) => base.Line(GitHubCommand.Defuse(text));

    public override void Close()
    {
        EndGroup();
        base.Close();
    }

    protected override void Result(string text) => base.Result(GitHubCommand.Defuse(text));

    private void EndGroup()
    {
        if (_inGroup)
        {
            Outputs.News.WriteLine("::endgroup::");
            _inGroup = false;
        }
    }

    // GitHub finds a file only by its path within the repository.
    private string? InWorkspace(string? file)
    {
        if (string.IsNullOrEmpty(file) || environment("GITHUB_WORKSPACE") is not { Length: > 0 } workspace)
        {
            return file;
        }

        var relative = Path.GetRelativePath(workspace, Path.GetFullPath(file, environment("BENCH_ROOT") ?? workspace));
        return relative.StartsWith("..", StringComparison.Ordinal) ? file : relative;
    }
}
