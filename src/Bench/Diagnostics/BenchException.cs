namespace Bench.Diagnostics;

/// <summary>A failure that Bench understands: it carries its diagnostics and the exit status that it leads to.</summary>
public class BenchException : Exception
{
    public BenchException(ExitStatus status, params IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics))
    {
        Status = status;
        Diagnostics = diagnostics;
    }

    public ExitStatus Status { get; }

    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>True where the same call may succeed later (a line that broke, a scheduler that did not answer).</summary>
    public bool IsTransient { get; init; }
}
