namespace Bench.Diagnostics;

/// <summary>A place in a text file that the user wrote. Lines and columns start at 1; 0 means "the file as a whole".</summary>
public sealed record SourcePlace(string File, int Line = 0, int Column = 0)
{
    /// <summary>The form that editors and MSBuild understand: <c>file(line,col)</c>.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}({Line},{Column})";
}
