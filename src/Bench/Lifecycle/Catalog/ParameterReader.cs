using System.Globalization;
using Bench.Diagnostics;

namespace Bench.Lifecycle.Catalog;

/// <summary>
/// Puts the layers of parameters together, the same for every host: what the host was given (its command line), then the
/// environment (<c>BENCH_NAME</c>), then <c>.nuke/parameters.json</c>, then the built-in default.
/// </summary>
public sealed class ParameterReader
{
    private readonly Func<string, string?> _given;
    private readonly Func<string, string?> _environment;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _defaults;
    private readonly string _home;
    private readonly List<Diagnostic> _errors = [];

    /// <param name="given">The host's own value of a parameter, by its kebab-case name; null or empty where it has none.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="defaults">The content of <c>.nuke/parameters.json</c>, see <see cref="DefaultsFile"/>.</param>
    /// <param name="home">The checkout, where relative paths of the defaults file start.</param>
    public ParameterReader(
        Func<string, string?> given,
        Func<string, string?> environment,
        IReadOnlyDictionary<string, IReadOnlyList<string>> defaults,
        string home)
    {
        (_given, _environment, _defaults, _home) = (given, environment, defaults, home);
    }

    /// <summary>The options, or a <see cref="BenchException"/> that tells of all values that are wrong.</summary>
    public BenchOptions Read(string target, string root, string tools)
    {
        var options = new BenchOptions
        {
            Target = target,
            Root = root,
            Home = _home,
            Tools = tools,
            Recipe = Text("recipe"),
            Workload = Text("workload"),
            Pattern = Text("pattern"),
            Nodes = Text("nodes"),
            Run = Text("run"),
            Cluster = Text("cluster"),
            Set = Assignments("set"),
            OutputDir = Text("output-dir"),
            Templates = Text("templates"),
            Force = Flag("force"),
            Explain = Flag("explain"),
            DryRun = Flag("dry-run"),
            Detach = Flag("detach"),
            Format = Choice("format"),
            Cancel = Flag("cancel"),
            Job = Text("job"),
            Lines = Number("lines"),
            Keep = Number("keep"),
            Store = Choice("store"),
        };
        return _errors.Count == 0 ? options : throw new BenchException(ExitStatus.Usage, _errors);
    }

    /// <summary>A parameter's value as text; null where no layer has one.</summary>
    public string? Text(string name)
    {
        var parameter = Find(name);
        if (NotEmpty(_given(name)) is { } given)
        {
            return given;
        }

        if (NotEmpty(_environment(parameter.Variable)) is { } variable)
        {
            return variable;
        }

        return _defaults.TryGetValue(parameter.Pascal, out var values) && values.Count > 0
            ? parameter.Kind == ParameterKind.Path ? Path.Combine(_home, values[0]) : values[0]
            : null;
    }

    private bool Flag(string name)
    {
        var text = Text(name);
        return text?.ToLowerInvariant() switch
        {
            null or "false" or "0" or "no" => false,
            "true" or "1" or "yes" => true,
            _ => Wrong(name, text, "It is a flag: true or false.", false),
        };
    }

    private int Number(string name)
    {
        var text = Text(name) ?? Find(name).Default ?? "0";
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : Wrong(name, text, "It is a whole number, 0 or more.", 0);
    }

    private string Choice(string name)
    {
        var parameter = Find(name);
        var text = Text(name) ?? parameter.Default ?? parameter.Choices[0];
        return parameter.Choices.Contains(text) ? text : Wrong(name, text, $"Choose one of: {string.Join(", ", parameter.Choices)}.", text);
    }

    // A layer that has any assignment hides those of the layers below it: to mix them would leave no way to take one back.
    private List<KeyValuePair<string, string>> Assignments(string name)
    {
        var parameter = Find(name);
        var texts = Several(NotEmpty(_given(name)), i => _given($"{name}-{i}"));
        if (texts.Count == 0)
        {
            texts = Several(NotEmpty(_environment(parameter.Variable)), i => _environment($"{parameter.Variable}_{i}"));
        }

        if (texts.Count == 0 && _defaults.TryGetValue(parameter.Pascal, out var values))
        {
            texts = [.. values];
        }

        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var text in texts)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                pairs.Add(new(text[..equals].Trim(), text[(equals + 1)..]));
            }
            else
            {
                Wrong(name, text, "Write path=value, such as workloads.load.rate=5000.", 0);
            }
        }

        return pairs;
    }

    // One value alone, then those numbered from 1 without a gap.
    private static List<string> Several(string? alone, Func<int, string?> numbered)
    {
        var all = new List<string>();
        if (alone is not null)
        {
            all.Add(alone);
        }

        for (var i = 1; numbered(i) is { Length: > 0 } text; i++)
        {
            all.Add(text);
        }

        return all;
    }

    private T Wrong<T>(string name, string text, string mend, T value)
    {
        _errors.Add(new Diagnostic(Codes.BadParameterValue, null, $"--{name} cannot be '{text}'.", mend));
        return value;
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static BenchParameter Find(string name) => ParameterCatalog.All.First(parameter => parameter.Name == name);
}
