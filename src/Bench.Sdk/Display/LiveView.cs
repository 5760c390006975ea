using Bench.Lifecycle;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Bench.Sdk.Display;

/// <summary>What is going on right now, as the few lines at the bottom of a terminal. Text cells only: names and reasons are never read as markup.</summary>
internal sealed class LiveView
{
    private const int MostJobs = 8;
    private const string Frames = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private const string AsciiFrames = "|/-\\";

    private readonly Dictionary<string, JobChanged> _jobs = [];
    private string? _step;
    private LoadProgress? _load;

    public bool HasStep => _step is not null;

    public void On(BenchEvent happened)
    {
        switch (happened)
        {
            case StepStarted step:
                _step = step.Step;
                break;
            case StepEnded:
                (_step, _load) = (null, null);
                break;
            case LoadProgress load:
                _load = load;
                break;
            case JobChanged job when IsOver(job.Phase):
                _jobs.Remove(job.Job);
                break;
            case JobChanged job:
                _jobs[job.Job] = job;
                break;
        }
    }

    public IRenderable Render(TimeSpan elapsed, bool unicode)
    {
        var frames = unicode ? Frames : AsciiFrames;
        var frame = frames[(int)(elapsed.TotalMilliseconds / 200) % frames.Length];
        var rows = new List<IRenderable> { new Text($"{frame} {_step}  {Say.Seconds(elapsed.TotalSeconds)}", new Style(Color.Aqua)) };
        rows.AddRange(_jobs.Values.Take(MostJobs).Select(Job));
        if (_jobs.Count > MostJobs)
        {
            rows.Add(new Text(Say.Format($"    … and {_jobs.Count - MostJobs} jobs more"), new Style(Color.Grey)));
        }

        if (_load is { } load)
        {
            rows.Add(new Text($"    {EventText.Which(load)}  {Bar(load, unicode)}{EventText.HowFar(load)}"));
            rows.Add(new Text($"      {EventText.Figures(load)}", load.Errors > 0 ? new Style(Color.Yellow) : Style.Plain));
        }

        return new Rows(rows);
    }

    private static Text Job(JobChanged job)
    {
        var reason = job.Reason is null ? "" : $"  {job.Reason}";
        return new Text($"    {job.Job}  {EventText.Word(job)}{reason}", new Style(job.Phase == "Running" ? Color.Green : Color.Grey));
    }

    private static string Bar(LoadProgress load, bool unicode)
    {
        const int Width = 20;
        if (load.Total is not > 0)
        {
            return "";
        }

        var full = (int)Math.Clamp(load.Elapsed / load.Total.Value * Width, 0, Width);
        return new string(unicode ? '━' : '#', full) + new string(unicode ? '╌' : '.', Width - full) + "  ";
    }

    private static bool IsOver(string phase) => phase is "Completed" or "Failed" or "Cancelled" or "TimedOut" or "Lost";
}
