namespace Bench.Sdk.Tests.Support;

/// <summary>A checkout with the real build.sh and catalogue, one source file, and a 'dotnet' that writes down how it was called.</summary>
internal sealed class FakeCheckout : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bench sdk ").FullName;

    private const string FakeDotnet =
        """
        #!/usr/bin/env bash
        case "$*" in
            --version) echo 10.0.100; exit ;;
            *Host.proj*)
                echo compiled >>"$FAKE/compiled"
                sleep "${FAKE_SLEEP:-0}"
                if [[ -n ${FAKE_BROKEN:-} ]]; then echo 'Hello.cs(1,1): error CS1002: ; expected'; exit 1; fi
                for a in "$@"; do
                    case $a in -p:ArtifactsPath=*) work=${a#*=} ;; -p:RuntimeIdentifier=*) rid=${a#*=} ;; esac
                done
                for p in Bench.Sdk Bench.Load Bench.Hello; do
                    mkdir -p "$work/publish/$p/release_$rid"
                    echo "$p" >"$work/publish/$p/release_$rid/$p.dll"
                done
                echo "$FAKE/MSBuild.dll" >"$work/msbuild-path"
                ;;
            *)
                printf '%s\n' "$@" >"$FAKE/arguments"
                env -0 >"$FAKE/environment"
                exit "${FAKE_STATUS:-0}"
                ;;
        esac
        """;

    public FakeCheckout()
    {
        foreach (var file in new[] { "build.sh", "build/catalog.tsv", "build/Host.proj", "global.json", "Directory.Build.props", "Directory.Packages.props" })
        {
            var target = Path.Combine(Home, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Checkout.Home, file), target);
        }

        Directory.CreateDirectory(Path.Combine(Home, "src"));
        File.WriteAllText(Path.Combine(Home, "src", "Hello.cs"), "// hello");
        Directory.CreateDirectory(Tools);
        var dotnet = Path.Combine(Tools, "dotnet");
        File.WriteAllText(dotnet, FakeDotnet);
        File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Home => Path.Combine(_folder, "check out");

    public string Elsewhere => Directory.CreateDirectory(Path.Combine(_folder, "elsewhere")).FullName;

    public string Tools => Path.Combine(_folder, "tools");

    /// <summary>How often the sources were compiled.</summary>
    public int Compilations => File.Exists(Fact("compiled")) ? File.ReadAllLines(Fact("compiled")).Length : 0;

    /// <summary>What MSBuild was started with; empty where it was not.</summary>
    public string[] Arguments => File.Exists(Fact("arguments")) ? File.ReadAllLines(Fact("arguments")) : [];

    /// <summary>A variable that MSBuild saw.</summary>
    public string? Variable(string name) => File.ReadAllText(Fact("environment")).Split('\0')
        .Where(line => line.StartsWith(name + "=", StringComparison.Ordinal)).Select(line => line[(name.Length + 1)..]).SingleOrDefault();

    public Run BuildSh(params IEnumerable<string> arguments) => BuildShIn(Home, new Dictionary<string, string?>(), arguments);

    public Run BuildShIn(string folder, IReadOnlyDictionary<string, string?> variables, params IEnumerable<string> arguments) =>
        BashIn(folder, variables, [Path.Combine(Home, "build.sh"), .. arguments]);

    public Run BashIn(string folder, IReadOnlyDictionary<string, string?> variables, params IEnumerable<string> arguments)
    {
        var all = new Dictionary<string, string?>
        {
            ["PATH"] = Tools + ":" + Environment.GetEnvironmentVariable("PATH"),
            ["FAKE"] = _folder,
            ["PWD"] = null,
        };
        foreach (var (name, value) in variables)
        {
            all[name] = value;
        }

        return Run.Process(folder, all, "/bin/bash", arguments);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Fact(string name) => Path.Combine(_folder, name);
}
