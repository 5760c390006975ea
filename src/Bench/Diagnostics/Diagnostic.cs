namespace Bench.Diagnostics;

/// <summary>
/// One thing that the user should know or mend. Four parts: code, place, what is wrong, and what to do about it.
/// </summary>
/// <param name="Code"><c>BENCH</c> and four digits; the first tells the stage (1 recipe, 2 plan and scripts, 3 transport and jobs,
/// 4 health, 5 workload, 6 metrics, 7 report, 8 store, 9 command line). The table is in <c>docs/errors.md</c>.</param>
/// <param name="Place">Where, if it has a place in a file.</param>
/// <param name="What">What is wrong: a sentence that ends with a full stop.</param>
/// <param name="Mend">What to do: a sentence that ends with a full stop.</param>
/// <param name="Severity">Error or warning.</param>
public sealed record Diagnostic(string Code, SourcePlace? Place, string What, string Mend, Severity Severity = Severity.Error)
{
    /// <summary><c>recipes/x.yaml(12,5): error BENCH1007: service 'db' has no port. Add 'port: 5432'.</c></summary>
    public override string ToString()
    {
        var kind = Severity == Severity.Error ? "error" : "warning";
        var text = Mend.Length == 0 ? What : $"{What} {Mend}";
        return Place is null ? $"{kind} {Code}: {text}" : $"{Place}: {kind} {Code}: {text}";
    }
}
