namespace Bench.Recipes;

/// <summary>Communication patterns (DESIGN, section 6), spelt in recipes in kebab-case.</summary>
public enum PatternKind
{
    /// <summary>One client drives the service.</summary>
    Single,
    Ring,
    AllToAll,
    OneToAll,
    AllToOne,
    Pairs,
    Bisection,
}
