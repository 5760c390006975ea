namespace Bench.Lifecycle.Catalog;

/// <summary>What a parameter's value looks like.</summary>
public enum ParameterKind
{
    Text,

    /// <summary>A file or folder; a relative one starts from the caller's folder.</summary>
    Path,

    /// <summary>Given by its name alone, or as <c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>A whole number, 0 or more.</summary>
    Number,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary><c>path=value</c>; may be given several times.</summary>
    Assignments,
}
