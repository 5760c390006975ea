namespace Bench.Lifecycle.Catalog;

/// <summary>The groups of targets.</summary>
public enum TargetKind
{
    /// <summary>One of the eight steps of a run, or all of them.</summary>
    Run,

    /// <summary>Looks at runs and clusters, or tidies up after them.</summary>
    Look,

    /// <summary>Works on this checkout.</summary>
    Develop,
}
