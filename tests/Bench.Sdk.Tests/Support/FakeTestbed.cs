namespace Bench.Sdk.Tests.Support;

/// <summary>A checkout that has nothing but a tests/testbed/testbed, which writes down how it was called.</summary>
internal sealed class FakeTestbed : IDisposable
{
    /// <summary>For <see cref="Write"/>: no cluster is up.</summary>
    public const string IsDown = "status) exit 3 ;;";

    public string Home { get; } = Directory.CreateTempSubdirectory("bench testbed ").FullName;

    public string[] Calls => File.Exists(CallsFile) ? File.ReadAllLines(CallsFile) : [];

    private string CallsFile => Path.Combine(Home, "calls");

    /// <summary>Makes the script. The cases of bash come before the usual ones, in which all goes well and a cluster is up.</summary>
    public void Write(string cases)
    {
        var script = Path.Combine(Directory.CreateDirectory(Path.Combine(Home, "tests", "testbed")).FullName, "testbed");
        File.WriteAllText(
            script,
            $"""
            #!/bin/bash
            echo "$1" >>'{CallsFile}'
            case $1 in
                {cases}
                status) echo 'login on' ;;
                up) echo 'hosts started' >&2 ;;
                down) echo 'down' >&2 ;;
            esac
            """);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => Directory.Delete(Home, recursive: true);
}
