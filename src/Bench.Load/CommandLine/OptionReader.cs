namespace Bench.Load.CommandLine;

/// <summary>Walks over <c>--name value</c> and <c>--name=value</c>; every option has a value but the flags.</summary>
internal sealed class OptionReader
{
    private readonly Dictionary<string, List<string>> _values = [];

    /// <param name="flags">Those of the known that stand alone.</param>
    internal OptionReader(
        IReadOnlyList<string> arguments, IReadOnlyCollection<string> known, IReadOnlyCollection<string> repeatable, IReadOnlyCollection<string>? flags = null)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var parts = arguments[i].Split('=', 2);
            var name = parts[0];
            if (!name.StartsWith("--", StringComparison.Ordinal))
            {
                throw new UsageException($"'{arguments[i]}' is no option.");
            }

            if (!known.Contains(name))
            {
                throw new UsageException($"There is no option {name}.{NearestName.Hint(name, known)}");
            }

            if (flags?.Contains(name) == true && parts.Length == 2)
            {
                throw new UsageException($"{name} takes no value.");
            }

            var value = flags?.Contains(name) == true ? "" : parts.Length == 2 ? parts[1] : ++i < arguments.Count ? arguments[i] : throw new UsageException($"{name} has no value.");
            if (!_values.TryGetValue(name, out var values))
            {
                _values[name] = values = [];
            }
            else if (!repeatable.Contains(name))
            {
                throw new UsageException($"{name} stands there twice.");
            }

            values.Add(value);
        }
    }

    internal bool Has(string name) => _values.ContainsKey(name);

    internal string? Find(string name) => _values.TryGetValue(name, out var values) ? values[0] : null;

    internal string Get(string name) => Find(name) ?? throw new UsageException($"{name} is missing.");

    internal IReadOnlyList<string> All(string name) => _values.TryGetValue(name, out var values) ? values : [];

    internal T Map<T>(string name, Func<string, string, T> read, T otherwise) => Find(name) is { } text ? read(name, text) : otherwise;
}
