using Bench.Load;
using Bench.Load.CommandLine;
using Bench.Load.Pairs;
using Bench.Load.Probing;
using Bench.Load.Sampling;
using Bench.Load.Wrk;

const string Help = """
    bench-load: what Bench runs on the nodes: the load engine, probes, samples of what jobs use, and measurements between nodes.

      bench-load http --url http://127.0.0.1:8080/ --rate 1k/s --duration 30s --out result.json
      bench-load wrk -t2 -c100 -d30s -R1000 -L http://127.0.0.1:8080/
      bench-load probe --http /health --host 127.0.0.1 --port 8080 --out probe.jsonl
      bench-load sample --job NAME --source hello --out samples.csv
      bench-load pattern --plan pattern.json --out results

    Each tells more with --help. bench-load --version says which one this is.
    """;

string[] commands = ["http", "wrk", "probe", "sample", "pattern", "agent"];

try
{
    switch (args)
    {
        case [] or ["--help" or "-h" or "help", ..]:
            Console.WriteLine(Help);
            return args.Length == 0 ? 2 : 0;
        case ["--version", ..]:
            Console.WriteLine(LoadVersion.Text);
            return 0;
        case ["http" or "wrk" or "probe" or "sample" or "pattern" or "agent", .. var rest] when rest.TakeWhile(a => a != "--").Any(a => a is "--help" or "-h"):
            Console.WriteLine(args[0] switch
            {
                "http" => HttpCommand.Help,
                "wrk" => WrkCommand.Help,
                "probe" => ProbeCommand.Help,
                "sample" => SampleCommand.Help,
                "pattern" => PatternCommand.Help,
                _ => AgentCommand.Help,
            });
            return 0;
        case ["http", .. var rest]:
            return HttpProgram.Run(rest, Console.Out);
        case ["wrk", .. var rest]:
            return WrkProgram.Run(rest, Console.Out);
        case ["probe", .. var rest]:
            return ProbeProgram.Run(rest, Environment.GetEnvironmentVariable, Console.Error);
        case ["sample", .. var rest]:
            return SampleProgram.Run(rest);
        case ["pattern", .. var rest]:
            return PatternProgram.Run(rest, Environment.GetEnvironmentVariable, Console.Out);
        case ["agent", .. var rest]:
            return AgentProgram.Run(rest, Environment.GetEnvironmentVariable);
        default:
            throw new UsageException($"There is no command '{args[0]}'.{NearestName.Hint(args[0], commands)}");
    }
}
catch (UsageException e)
{
    Console.Error.WriteLine($"bench-load: {e.Message} See bench-load {(commands.Contains(args[0]) ? args[0] + " " : "")}--help.");
    return 2;
}
catch (Exception e) when (e is LoadException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"bench-load: {e.Message}");
    return 1;
}
catch (Exception e)
{
    // A fault of our own: with its stack, and with the exit status that says so instead of an abort.
    Console.Error.WriteLine($"bench-load: {e}");
    return 1;
}
