namespace Bench.Jobs;

/// <summary>The parts of a job's unique name, <c>run-id.role-name.attempt</c>.</summary>
public static class JobNames
{
    /// <summary>The short name that series and people use: <c>20261122-151233-hello-http-4f2a.d1-hello.1</c> → <c>d1-hello</c>. A name of another form stays as it is.</summary>
    public static string Short(string name) => name.Split('.') is { Length: >= 3 } parts ? parts[^2] : name;
}
