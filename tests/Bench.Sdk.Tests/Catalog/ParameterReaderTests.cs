using Bench.Diagnostics;
using Bench.Lifecycle;
using Bench.Lifecycle.Catalog;

namespace Bench.Sdk.Tests.Catalog;

public sealed class ParameterReaderTests
{
    private readonly Dictionary<string, string> _given = [];
    private readonly Dictionary<string, string> _environment = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _defaults = [];

    [Fact]
    public void Without_any_layer_the_built_in_defaults_hold()
    {
        var options = Read();

        Assert.Equal(new BenchOptions { Target = "Status", Root = "/root", Home = "/home", Tools = "/tools", Set = options.Set }, options);
        Assert.Empty(options.Set);
    }

    [Fact]
    public void A_layer_wins_over_those_below_it()
    {
        _given["run"] = "host";
        _environment["BENCH_RUN"] = _environment["BENCH_CLUSTER"] = "environment";
        _defaults["Run"] = _defaults["Cluster"] = _defaults["Job"] = ["file"];

        var options = Read();

        Assert.Equal(("host", "environment", "file"), (options.Run, options.Cluster, options.Job));
    }

    [Fact]
    public void Every_parameter_reaches_its_option()
    {
        foreach (var (name, value) in new[]
        {
            ("recipe", "r.yaml"), ("run", "a,b"), ("cluster", "c"), ("output-dir", "o"), ("templates", "t"), ("force", "true"), ("explain", "1"),
            ("dry-run", "yes"), ("format", "json"), ("cancel", "True"), ("job", "j"), ("lines", "7"), ("keep", "3"), ("store", "sqlite"), ("set", "x=y"),
        })
        {
            _given[name] = value;
        }

        var options = Read();

        Assert.Equal(
            new BenchOptions
            {
                Target = "Status",
                Root = "/root",
                Home = "/home",
                Tools = "/tools",
                Recipe = "r.yaml",
                Run = "a,b",
                Cluster = "c",
                OutputDir = "o",
                Templates = "t",
                Force = true,
                Explain = true,
                DryRun = true,
                Format = "json",
                Cancel = true,
                Job = "j",
                Lines = 7,
                Keep = 3,
                Store = "sqlite",
                Set = options.Set,
            },
            options);
        Assert.Equal([new("x", "y")], options.Set);
    }

    [Fact]
    public void Assignments_keep_their_order_and_everything_after_the_first_equals_sign()
    {
        _environment["BENCH_SET_1"] = "b=x=y; z";
        _environment["BENCH_SET_2"] = "a=";
        _environment["BENCH_SET_4"] = "after=a gap";
        _defaults["Set"] = ["hidden=1"];

        Assert.Equal([new("b", "x=y; z"), new("a", "")], Read().Set);
    }

    [Fact]
    public void Relative_paths_of_the_defaults_file_start_at_the_checkout()
    {
        _defaults["Recipe"] = ["recipes/x.yaml"];
        _defaults["OutputDir"] = ["/out"];

        var options = Read();

        Assert.Equal(("/home/recipes/x.yaml", "/out"), (options.Recipe, options.OutputDir));
    }

    [Fact]
    public void All_wrong_values_are_told_at_once()
    {
        (_given["lines"], _given["format"], _given["force"], _given["set"]) = ("-1", "xml", "perhaps", "=1");

        var wrong = Assert.Throws<BenchException>(Read);

        Assert.Equal(ExitStatus.Usage, wrong.Status);
        Assert.Equal(4, wrong.Diagnostics.Count);
        Assert.All(wrong.Diagnostics, diagnostic => Assert.Equal(Codes.BadParameterValue, diagnostic.Code));
    }

    private BenchOptions Read() =>
        new ParameterReader(_given.GetValueOrDefault, _environment.GetValueOrDefault, _defaults, "/home").Read("Status", "/root", "/tools");
}
