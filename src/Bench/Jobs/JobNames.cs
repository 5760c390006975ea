using System.Text.RegularExpressions;

namespace Bench.Jobs;

/// <summary>The parts of a job's unique name, <c>run-id.role-name.attempt</c>.</summary>
public static partial class JobNames
{
    /// <summary>The run's id, which may hold dots itself: <c>20261122-151233-hello-http-4f2a.d1-hello.1</c> → <c>20261122-151233-hello-http-4f2a</c>.</summary>
    public static string Run(string name) => name.Split('.') is { Length: >= 3 } parts ? string.Join('.', parts[..^2]) : name;

    /// <summary>The short name that series and people use: <c>20261122-151233-hello-http-4f2a.d1-hello.1</c> → <c>d1-hello</c>. A name of another form stays as it is.</summary>
    public static string Short(string name) => name.Split('.') is { Length: >= 3 } parts ? parts[^2] : name;

    /// <summary>True for the form <c>yyyyMMdd-HHmmss-recipe-4hex.name.attempt</c>.</summary>
    public static bool IsBench(string name) => Form().IsMatch(name);

    [GeneratedRegex(@"\A\d{8}-\d{6}-[A-Za-z0-9._-]+-[0-9a-f]{4}\.[A-Za-z0-9._-]+\.\d+\z")]
    private static partial Regex Form();
}
