using System.Runtime.CompilerServices;
using Bench.Lifecycle.Catalog;

namespace Bench.Sdk.Display;

/// <summary>Chooses the display that fits where the output goes.</summary>
internal static class Displays
{
    public static IDisplay Choose(Func<string, string?> environment, bool isTerminal, TimeProvider clock)
    {
        var outputs = OutputsFor(environment, Console.Out, Console.Error);
        if (environment("GITHUB_ACTIONS") == "true")
        {
            // One stream: groups and what is in them must not come apart.
            return new GitHubDisplay(outputs with { Problems = outputs.News }, clock, environment);
        }

        return isTerminal && IsForPeople(environment) && ReferenceEquals(outputs.News, outputs.Result)
            ? Live(clock)
            : new PlainDisplay(outputs, clock);
    }

    /// <summary>
    /// Where the result of a target is what it prints (Status, Logs, Compare, …; --format json; --dry-run), standard output carries
    /// nothing else. Errors and warnings always go to standard error.
    /// </summary>
    public static Outputs OutputsFor(Func<string, string?> environment, TextWriter standardOutput, TextWriter standardError)
    {
        var target = environment("BENCH_TARGET");
        var isData = TargetCatalog.All.Any(t => t.Name == target && t.PrintsResult)
            || environment("BENCH_FORMAT") == "json"
            || environment("BENCH_DRY_RUN") is "true" or "1";
        return new Outputs(standardOutput, isData ? standardError : standardOutput, standardError);
    }

    /// <summary>https://no-color.org; a dumb terminal cannot move its cursor; a CI system keeps every frame.</summary>
    public static bool IsForPeople(Func<string, string?> environment) =>
        string.IsNullOrEmpty(environment("NO_COLOR"))
        && environment("TERM") is not (null or "" or "dumb")
        && string.IsNullOrEmpty(environment("CI"));

    // Apart, so that the plain path does not load Spectre.Console.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LiveDisplay Live(TimeProvider clock) => new(Spectre.Console.AnsiConsole.Console, clock, TimeSpan.FromMilliseconds(200));
}
