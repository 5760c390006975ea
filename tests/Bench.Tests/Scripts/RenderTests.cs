using Bench.Diagnostics;
using Bench.Plans;
using Bench.Recipes;
using Bench.Scripts;

namespace Bench.Tests.Scripts;

public sealed class RenderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, JobScriptModel> Models => new()
    {
        { "service-plain", Service(["sleep", "300"]) with { Port = new PortSpec(8080) } },
        {
            "service-auto-port",
            Service([], Reference("{{tools.dir}}", "/bench-hello"), Text.Of("--port"), Reference("{{service.port}}")) with
            {
                Port = PortSpec.Auto,
                TimeLimit = TimeSpan.FromMinutes(30),
                Env = new Dictionary<string, Text> { ["B"] = Reference("at {{service.url}}/x"), ["A"] = Text.Of("1") },
            }
        },
        {
            "service-nasty",
            Service(["x; touch /tmp/pwned #", "it's", "$(id)", "`id`", "a\nb\t'c'\\", "", "*", "~", "-n", "é☃", "\u001b[31m"]) with
            {
                Service = "n'; touch pwned\n#",
                Scheme = "ht\"tp",
                Env = new Dictionary<string, Text> { ["E"] = Text.Of("\"$HOME\"\n`x`") },
            }
        },
        { "client-plain", Service(["wrk", "{{service.url}}"]) with { Role = "client", Name = "p1-load" } },
        { "client-pattern", Pattern with { Container = Container } },
    };

    private static JobScriptModel Service(string[] literal, params Text[] more) => new()
    {
        Role = "service",
        Name = "d1-hello",
        Service = "hello",
        Command = [.. literal.Select(Text.Of), .. more],
    };

    private static JobScriptModel Pattern => new()
    {
        Role = "client",
        Name = "p1-net",
        Command = [Reference("{{tools.dir}}", "/bench-load/bench-load"), Text.Of("pattern"), Text.Of("--plan"), Reference("{{job.dir}}", "/pattern.json")],
        IsOverPattern = true,
    };

    // "{{name}}" as a reference, everything else literally.
    private static Text Reference(params string[] parts) => new([.. parts.SelectMany(p => p.Split("{{").SelectMany((s, i) =>
        i == 0 ? [new TextPart(s, false)] : new[] { new TextPart(s.Split("}}")[0], true), new TextPart(s.Split("}}")[1], false) }))]);

    public static TheoryData<string, JobScriptModel> SlurmModels => new()
    {
        { "service-plain", Service(["sleep", "300"]) with { Port = new PortSpec(8080), Site = Cluster } },
        {
            "service-container",
            Service(["redis-server", "--port"], Reference("{{service.port}}")) with
            {
                Port = PortSpec.Auto,
                Scheme = "redis",
                TimeLimit = TimeSpan.FromMinutes(30),
                Site = Cluster with { Account = "p1", Partition = "cpu", Qos = "short", Modules = ["env/release", "Apptainer"], Directives = ["--constraint=cpu"] },
                Resources = new ResourceSpec { Nodes = 2, Cpus = 4, Memory = new ByteSize(1L << 33), Gpus = 2, Partition = "gpu", Gres = "license:1", Exclusive = true, Requeue = true, Directives = ["-C x&y", "--mail-type END"] },
                Container = Container with { Binds = [Text.Of("/a b:/c:ro")], WritableTmpfs = true, CleanEnv = true, Options = [Text.Of("--no-home")] },
                Env = new Dictionary<string, Text> { ["A"] = Text.Of("1,2") },
                Probe = [Reference("{{tools.dir}}", "/bench-load/bench-load"), Text.Of("probe"), Text.Of("--redis"), Text.Of("--out"), Reference("{{job.dir}}", "/probe.jsonl")],
            }
        },
        { "service-instance", Service(["nginx"]) with { Container = Container with { Mode = ContainerMode.Instance }, Site = Cluster } },
        {
            "service-nasty",
            Service(["x; touch /tmp/pwned #", "it's", "$(id)", "a\nb\t'c'\\"]) with
            {
                Service = "n'; touch pwned\n#",
                Site = Cluster with { Env = new Dictionary<string, Text> { ["S"] = Text.Of("$(id)\n") }, Modules = ["a b;c"] },
                Resources = new ResourceSpec { Partition = "a'b\"c\\ $(id)`id`#", Directives = ["--comment=x' # \"y\\", "--reservation $(id)"] },
            }
        },
        {
            "client-together",
            Service(["wrk", "{{service.url}}"]) with
            {
                Role = "client", Name = "p1-load", Instances = 3, Site = Cluster, TimeLimit = TimeSpan.FromSeconds(70),
                Probe = [Reference("{{tools.dir}}", "/bench-load/bench-load"), Text.Of("probe"), Text.Of("--tcp"), Text.Of("--until-good")],
            }
        },
        { "client-step", Service(["wrk"]) with { Role = "client", Name = "p1-load", IsStep = true, Site = Cluster, Resources = new ResourceSpec { Nodes = 2 } } },
        {
            "client-pattern",
            Pattern with
            {
                Site = Cluster,
                Container = Container with { Binds = [Text.Of("/opt")], CleanEnv = true },
                Resources = new ResourceSpec { Hosts = ["node09", "node1", "node10", "node08", "login"], Exclusive = true },
                TimeLimit = TimeSpan.FromMinutes(12),
                Env = new Dictionary<string, Text> { ["A"] = Text.Of("1,2") },
            }
        },
        { "client-pattern-step", Pattern with { Site = Cluster, IsStep = true, Resources = new ResourceSpec { Nodes = 4 } } },
        { "allocation-pattern", Service([]) with { Role = "allocation", Name = "d1", Service = null, Resources = new ResourceSpec { Nodes = 4 }, IsOverPattern = true, Site = Cluster } },
        { "allocation", Service([]) with { Role = "allocation", Name = "d1", Service = null, Resources = new ResourceSpec { Nodes = 3 }, TimeLimit = TimeSpan.FromHours(1), Site = Cluster } },
        { "image", Service([]) with { Role = "image", Name = "image-1", Service = null, Container = Container, Site = Cluster } },
    };

    private static ClusterSpec Cluster => new() { Scheduler = SchedulerKind.Slurm };

    private static PlannedContainer Container => new()
    {
        Runtime = ContainerRuntime.Apptainer,
        Image = "docker://redis:8",
        Mode = ContainerMode.Exec,
        Binds = [],
        Gpu = GpuSupport.Auto,
        WritableTmpfs = false,
        CleanEnv = false,
        Options = [],
    };

    private ScriptRenderer With(string template, string name = "service.sh.sbn", string folder = "local")
    {
        var path = Path.Combine(_folder.Path, folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, template);
        return new ScriptRenderer(new TemplateFinder([_folder.Path, Repository.Templates]));
    }

    [Theory]
    [MemberData(nameof(Models), DisableDiscoveryEnumeration = true)]
    public async Task Render_Model_IsGolden(string name, JobScriptModel model)
    {
        var text = new ScriptRenderer(new TemplateFinder([Repository.Templates])).Render(model, "local");
        Golden.Check(Path.Combine("Scripts", "Golden", $"local-{name}.verified.sh"), text);
        var script = _folder.Write("script.sh", text);
        Assert.Equal("", await Shell.RunAsync("bash", "-n", script));
    }

    [Theory]
    [MemberData(nameof(SlurmModels), DisableDiscoveryEnumeration = true)]
    public async Task Render_SlurmModel_IsGolden(string name, JobScriptModel model)
    {
        var text = new ScriptRenderer(new TemplateFinder([Repository.Templates])).Render(model, "slurm");
        Golden.Check(Path.Combine("Scripts", "Golden", $"slurm-{name}.verified.sh"), text);
        Assert.Equal("", await Shell.RunAsync("bash", "-n", _folder.Write("script.sh", text)));
    }

    [Fact]
    public async Task Render_GoldenScripts_PassShellcheck()
    {
        if (!File.Exists("/usr/bin/shellcheck"))
        {
            return; // a tool of the developer's machine, not a dependency of Bench
        }

        Assert.Equal("", await Shell.RunAsync("shellcheck", [.. Directory.GetFiles(Path.Combine(Repository.Tests, "Scripts", "Golden"), "*.sh")]));
    }

    [Fact]
    public async Task Render_ValuesOfEveryKind_ArriveAsTheyAre()
    {
        string[] words =
        [
            "x; touch " + _folder.Path + "/pwned #", "it's", "''", "$(touch " + _folder.Path + "/pwned)", "`touch " + _folder.Path + "/pwned`", "a\nb", "\r\t\u0001\u007f9",
            "\\", "\\'", "$HOME", "\"", "*", "{a,b}", "!!", "", " ", "-e", "é☃𝄞", "\uFDD00\uFDD1", "{{ name }}", "\u0085",
        ];
        var renderer = With("# {{ service }} {{ command[0] }} {{ command[5] }}\nprintf '%s\\0'{{ for w in command }} {{ w }}{{ end }}\nx={{ service }}; printf '%s\\0' \"$x\"");
        var script = _folder.Write("s.sh", renderer.Render(Service(words) with { Service = words[0] }, "local"));
        var output = await Shell.RunAsync("bash", script);
        Assert.Equal([.. words, words[0], ""], output.Split('\0'));
        Assert.False(File.Exists(Path.Combine(_folder.Path, "pwned")));
    }

    [Fact]
    public void Render_References_BecomeQuotedVariables()
    {
        var model = Service([], Reference("lit{{service.port}}li't"));
        Assert.Equal("'lit'\"${SERVICE_PORT}\"'li'\\''t'", With("{{ command[0] }}").Render(model, "local"));
    }

    [Fact]
    public void Render_UnknownReference_NamesTheNearest()
    {
        var e = Assert.Throws<BenchException>(() => With("{{ command[0] }}").Render(Service([], Reference("{{service.prot}}")), "local"));
        Assert.Equal((ExitStatus.Usage, Codes.UnknownReference, true), (e.Status, e.Diagnostics[0].Code, e.Message.Contains("service.port")));
    }

    [Theory]
    [InlineData("echo \"{{ name }}\"")]
    [InlineData("echo '{{ name }}'")]
    [InlineData("echo $'{{ name }}'")]
    [InlineData("echo `{{ name }}`")]
    [InlineData("echo \"a$(b {{ name }})\"")]
    [InlineData("echo ${x:-{{ name }}}")]
    [InlineData("echo $((1 + {{ name }}))")]
    [InlineData("((x > {{ name }}))")]
    [InlineData("cat <<END\n{{ name }}\nEND\n")]
    [InlineData("cat <<-'END' # why\n\tx\n {{ name }}\nEND\n")]
    [InlineData("echo \\{{ name }}")]
    [InlineData("echo ${{ name }}")]
    [InlineData("{{ capture x }}{{ name }}{{ end }}echo \"{{ x }}\"")]
    public void Render_ValueWhereQuotesDoNotHold_IsRefused(string template)
    {
        var e = Assert.Throws<BenchException>(() => With(template).Render(Service(["x"]), "local"));
        Assert.Equal(Codes.ValueInsideQuotes, e.Diagnostics[0].Code);
    }

    [Theory]
    [InlineData("echo \"a\" '\"' \\\" {{ name }}")]
    [InlineData("x=$(echo {{ name }})")]
    [InlineData("echo ${#x} $# {{ name }} # it's {{ name }}\n[[ a == {{ name }} ]]")]
    [InlineData("cat <<END\nit's\nEND\necho {{ name }}")]
    [InlineData("cat <<<'x'\necho $((1 + (2))) \"$(echo \"a\")\" {{ name }}")]
    [InlineData("case x in\n  a) echo {{ name }} ;;\nesac\n(echo {{ name }})")]
    public void Render_ValueAsAWord_IsTaken(string template) => Assert.Contains("'d1-hello'", With(template).Render(Service(["x"]), "local"));

    [Theory]
    [InlineData("it's $(id) `id` # a\"b\\c", """#SBATCH --comment="it's $(id) `id` # a\"b\\c" --hold""")]
    [InlineData("", "#SBATCH --comment=\"\" --hold")]
    public void Render_ValueInADirective_IsQuotedForSbatch(string value, string line) =>
        Assert.Equal(line, With("#SBATCH --comment={{ service }} --hold").Render(Service(["x"]) with { Service = value }, "local"));

    [Theory]
    [InlineData("#SBATCH --comment=\"{{ service }}\"")]
    [InlineData("#SBATCH --comment='{{ service }}'")]
    [InlineData("#SBATCH --comment=\\{{ service }}")]
    [InlineData("#SBATCH --hold # {{ service }}")]
    public void Render_ValueInADirectiveWhereQuotesDoNotHold_IsRefused(string template) =>
        Assert.Equal(Codes.ValueInsideQuotes, Assert.Throws<BenchException>(() => With(template).Render(Service(["x"]), "local")).Diagnostics[0].Code);

    [Fact]
    public void Render_LineBreakInADirective_IsRefused() =>
        Assert.Equal(Codes.NotForSbatch, Assert.Throws<BenchException>(() => With("#SBATCH -J {{ service }}").Render(Service(["x"]) with { Service = "a\nb" }, "local")).Diagnostics[0].Code);

    [Fact]
    public void Render_ReferenceInADirective_IsRefused() =>
        Assert.Equal(Codes.ValueInDirective, Assert.Throws<BenchException>(() => With("#SBATCH -J {{ command[0] }}").Render(Service([], Reference("{{job.name}}")), "local")).Diagnostics[0].Code);

    [Theory]
    [InlineData("--array=1-3")]
    [InlineData("-a1-3")]
    [InlineData("-M other")]
    [InlineData("--job-name=x")]
    [InlineData("constraint=x")]
    [InlineData("--")]
    [InlineData("")]
    public void Render_DirectiveThatIsNone_IsRefused(string directive)
    {
        var model = Service(["x"]) with { Site = Cluster with { Directives = [directive] } };
        Assert.Equal(Codes.BadDirective, Assert.Throws<BenchException>(() => With("").Render(model, "slurm")).Diagnostics[0].Code);
    }

    [Fact]
    public void Render_ContainerRuntimeWithoutTemplate_IsRefused() =>
        Assert.Equal(
            Codes.RuntimeNotSupported,
            Assert.Throws<BenchException>(() => With("").Render(Service(["x"]) with { Container = Container with { Runtime = ContainerRuntime.Docker } }, "local")).Diagnostics[0].Code);

    [Theory]
    [InlineData("echo {{ name | string.slice 1 }}")]
    [InlineData("echo {{ name | string.upcase | string.remove '\uFDD0' }}")]
    public void Render_ValueMangled_IsRefused(string template)
    {
        var e = Assert.Throws<BenchException>(() => With(template).Render(Service(["x"]), "local"));
        Assert.Equal(Codes.ValueMangled, e.Diagnostics[0].Code);
    }

    [Theory]
    [InlineData("line\n  {{ nmae }}", 2, 6)]
    [InlineData("{{ if }}", 1, 7)]
    public void Render_BrokenTemplate_TellsThePlaceFromOne(string template, int line, int column)
    {
        var e = Assert.Throws<BenchException>(() => With(template).Render(Service(["x"]), "local"));
        Assert.Equal((Codes.TemplateBroken, ExitStatus.Usage), (e.Diagnostics[0].Code, e.Status));
        Assert.Equal(new SourcePlace(Path.Combine(_folder.Path, "local", "service.sh.sbn"), line, column), e.Diagnostics[0].Place);
    }

    [Fact]
    public void Render_ErrorInAnInclude_NamesTheIncludedFile()
    {
        With("\n{{ nmae }}", "_part.sbn");
        var e = Assert.Throws<BenchException>(() => With("{{ include '_part.sbn' }}").Render(Service(["x"]), "local"));
        Assert.Equal(new SourcePlace(Path.Combine(_folder.Path, "local", "_part.sbn"), 2, 4), e.Diagnostics[0].Place);
    }

    [Theory]
    [InlineData("A B")]
    [InlineData("1A")]
    [InlineData("A;x")]
    [InlineData("A\n")]
    [InlineData("BENCH_JOB")]
    [InlineData("UID")]
    [InlineData("")]
    public void Render_BadVariableName_IsRefused(string name)
    {
        var model = Service(["x"]) with { Env = new Dictionary<string, Text> { [name] = Text.Of("v") } };
        Assert.Equal(Codes.BadVariableName, Assert.Throws<BenchException>(() => With("").Render(model, "local")).Diagnostics[0].Code);
    }

    [Fact]
    public void Render_NulInAValue_IsRefused() =>
        Assert.Equal(Codes.ValueHasNul, Assert.Throws<BenchException>(() => With("").Render(Service(["a\0b"]), "local")).Diagnostics[0].Code);

    [Fact]
    public void Render_NoTemplate_IsRefused() =>
        Assert.Equal(Codes.TemplateNotFound, Assert.Throws<BenchException>(() => With("").Render(Service(["x"]), "mars")).Diagnostics[0].Code);

    [Fact]
    public void Render_NoIncludedFile_IsRefused() =>
        Assert.Equal(Codes.TemplateNotFound, Assert.Throws<BenchException>(() => With("{{ include '_none.sbn' }}").Render(Service(["x"]), "local")).Diagnostics[0].Code);

    [Fact]
    public void Render_RoleThatClimbsOut_IsNotFound() =>
        Assert.Equal(Codes.TemplateNotFound, Assert.Throws<BenchException>(() => With("").Render(Service(["x"]) with { Role = "../local/service" }, "local")).Diagnostics[0].Code);

    [Fact]
    public void All_UsersFile_OverridesOurs()
    {
        var files = With("mine").Templates.All("local");
        Assert.Equal(["local/client.sh.sbn", "local/image.sh.sbn", "local/service.sh.sbn"], files.Select(f => f.Name).Where(n => n.StartsWith("local/", StringComparison.Ordinal)));
        Assert.Contains(files, f => f.Name == "_common/wrapper.sh.sbn");
        Assert.Equal("mine", files[^1].Content);
    }
}
