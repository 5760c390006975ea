using System.Text;
using System.Text.Json;

namespace Bench.Support;

/// <summary>Values that a shell would act on, if one read them: they try to make the files <see cref="Marks"/>.</summary>
internal sealed class Hostile(params string[] marks)
{
    /// <summary>Prints its arguments and HOSTILE into files of the result's folder, each ended by a NUL.</summary>
    public const string Printer = """sh, -c, 'printf "%s\0" "$@" >"$BENCH_RESULT_DIR/arguments"; printf "%s\0" "$HOSTILE" >"$BENCH_RESULT_DIR/variable"; echo 9', say""";

    /// <summary>None of these may exist in the end; of the machine that the value reaches.</summary>
    public IReadOnlyList<string> Marks => marks;

    public string Value { get; } = $"it's \"quoted\"; {string.Concat(marks.Select(m => $"$(touch {m}) `touch {m}` ;touch {m};&& touch {m}| "))}\n line 2 \\ \\n %s * ~ ${{HOME}} $HOME !! #\ttab é € ";

    /// <summary>Without a line break, for where one cannot stand.</summary>
    public string Line => Value.ReplaceLineEndings(" ");

    /// <summary>A name of a folder: no slash, and no comma or colon, which no container's bind can have.</summary>
    public string Name { get; } = "it's \"$(touch pwned)\" `touch pwned`;touch pwned; \\ #";

    /// <summary>The text in YAML.</summary>
    public static string Yaml(string text) => JsonSerializer.Serialize(text);

    /// <summary>Fails unless the run's printer got the value as it is, twice, and nothing was executed.</summary>
    public void Check(string results, Func<string, string>? outside = null)
    {
        Assert.Equal(Value + "\0" + Line + "\0", Read(results, "arguments"));
        Assert.Equal(Value + "\0", Read(results, "variable"));
        Assert.DoesNotContain(Marks, mark => File.Exists(mark) || (outside is not null && File.Exists(outside(mark))));
    }

    private static string Read(string results, string name) =>
        Encoding.UTF8.GetString(File.ReadAllBytes(Assert.Single(Directory.EnumerateFiles(results, name, SearchOption.AllDirectories))));
}
