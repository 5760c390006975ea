namespace Bench.Recipes;

/// <summary>Whose allocations services and clients run in.</summary>
public enum PlacementKind
{
    /// <summary>Every service and every client is a job of its own.</summary>
    Separate,

    /// <summary>One allocation for all; services and clients are steps in it, so that no service waits while clients queue.</summary>
    Shared,
}
