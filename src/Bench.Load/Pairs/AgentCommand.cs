using System.Net;
using Bench.Load.CommandLine;

namespace Bench.Load.Pairs;

/// <summary>The command line of <c>bench-load agent</c>.</summary>
internal sealed record AgentCommand
{
    internal const string Help = """
        bench-load agent: runs servers and clients of pairs on one node, as the driver (bench-load pattern) says. The driver starts it.

        needed
          --driver A:P,…       where the driver listens: addresses and ports, tried one after the other
          --secret-file FILE   the token that both prove to each other
          --plan FILE          what there is to run: the agent takes no command from the driver
          --children FOLDER    where it writes down what it has started, for its successor after a crash
        else
          --index I            its place in the list of nodes, from 0; default SLURM_NODEID, else 0
          --name NAME          default SLURMD_NODENAME, else the host's name
          --address A          by which other nodes reach it; default that from which it reaches the driver
          --wait D             how long it tries to reach the driver; default 60s

        Exit status: 0 the driver said that all is done; 1 it was lost, or never found; 130/143 after a signal. What it started has ended then.
        """;

    private static readonly string[] Known = ["--driver", "--secret-file", "--plan", "--children", "--index", "--name", "--address", "--wait"];

    public required IReadOnlyList<IPEndPoint> Driver { get; init; }

    public required string SecretFile { get; init; }

    public required string Plan { get; init; }

    public required string Children { get; init; }

    public required int Index { get; init; }

    public required string Name { get; init; }

    public string? Address { get; init; }

    public required TimeSpan Wait { get; init; }

    /// <param name="environment">Looks up variables.</param>
    /// <exception cref="UsageException">Something is unknown, missing or wrong.</exception>
    internal static AgentCommand Parse(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        var read = new OptionReader(arguments, Known, []);
        var slurm = int.TryParse(environment("SLURM_NODEID"), out var id) ? id : 0;
        return new AgentCommand
        {
            Driver = [.. read.Get("--driver").Split(',').Select(EndPoint)],
            SecretFile = read.Get("--secret-file"),
            Plan = read.Get("--plan"),
            Children = read.Get("--children"),
            Index = read.Map("--index", (option, text) => Quantities.Count(option, text, 0), slurm),
            Name = read.Find("--name") ?? environment("SLURMD_NODENAME") ?? Environment.MachineName,
            Address = read.Map<string?>("--address", PlainAddress, null),
            Wait = Quantities.Positive("--wait", read.Map("--wait", Quantities.Duration, TimeSpan.FromSeconds(60))),
        };
    }

    private static IPEndPoint EndPoint(string text) =>
        text.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(text, out var point) && point.Port > 0
            ? point
            : throw new UsageException($"--driver '{text}' is no address and port.");

    private static string PlainAddress(string option, string text) =>
        IPAddress.TryParse(text, out var address) ? address.ToString() : throw new UsageException($"{option} '{text}' is no address.");
}
