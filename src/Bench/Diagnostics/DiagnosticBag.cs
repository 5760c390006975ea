namespace Bench.Diagnostics;

/// <summary>
/// Collects diagnostics, so that all can be told at once. Its size is bounded: a hostile file gets no more than
/// <see cref="Limit"/> answers, and those who add look at <see cref="IsFull"/> before they do dear work for one more.
/// </summary>
public sealed class DiagnosticBag
{
    /// <summary>How many are kept.</summary>
    public const int Limit = 100;

    private readonly List<Diagnostic> _items = [];
    private readonly HashSet<Diagnostic> _seen = [];

    public bool IsFull => _items.Count >= Limit;

    public bool HasErrors { get; private set; }

    public int Count => _items.Count;

    /// <summary>Adds one, unless it is there already or the bag is full.</summary>
    public void Add(Diagnostic diagnostic)
    {
        HasErrors |= diagnostic.Severity == Severity.Error;
        if (!IsFull && _seen.Add(diagnostic))
        {
            _items.Add(diagnostic);
        }
    }

    public void Error(string code, SourcePlace? place, string what, string mend) => Add(new(code, place, what, mend));

    /// <summary>What was collected: <paramref name="mainFile"/> first, in the order of places; a last line tells where the bag was full.</summary>
    public IReadOnlyList<Diagnostic> Sorted(string mainFile)
    {
        var sorted = _items
            .OrderBy(d => d.Place?.File == mainFile ? 0 : 1)
            .ThenBy(d => d.Place?.File, StringComparer.Ordinal)
            .ThenBy(d => d.Place?.Line)
            .ThenBy(d => d.Place?.Column)
            .ThenBy(d => d.Code, StringComparer.Ordinal)
            .ThenBy(d => d.What, StringComparer.Ordinal)
            .ToList();
        if (IsFull)
        {
            sorted.Add(new(Codes.TooManyErrors, new(mainFile), $"There are {Limit} errors or more; the rest is not shown.", "Mend these first."));
        }

        return sorted;
    }
}
