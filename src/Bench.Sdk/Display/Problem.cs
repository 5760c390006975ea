using Bench.Diagnostics;

namespace Bench.Sdk.Display;

/// <summary>An error or warning with its place.</summary>
internal sealed record Problem(bool IsError, string? Code, string? File, int Line, int Column, string Text)
{
    public static Problem Of(Diagnostic diagnostic) => new(
        diagnostic.Severity == Severity.Error, diagnostic.Code,
        diagnostic.Place?.File, diagnostic.Place?.Line ?? 0, diagnostic.Place?.Column ?? 0,
        diagnostic.Mend.Length == 0 ? diagnostic.What : $"{diagnostic.What} {diagnostic.Mend}");

    /// <summary><c>file(line,col): error CODE: text</c>, the form that editors find places by.</summary>
    public override string ToString()
    {
        var place = string.IsNullOrEmpty(File) ? "" : Line > 0 ? Say.Format($"{File}({Line},{Column}): ") : $"{File}: ";
        var code = string.IsNullOrEmpty(Code) ? "" : " " + Code;
        return $"{place}{(IsError ? "error" : "warning")}{code}: {Text}";
    }
}
