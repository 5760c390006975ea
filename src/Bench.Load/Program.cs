using Bench.Load;
using Bench.Load.CommandLine;

const string Help = """
    bench-load: load engines of Bench.

      bench-load http --url http://127.0.0.1:8080/ --rate 1k/s --duration 30s --out result.json
      bench-load http --help
    """;

try
{
    switch (args)
    {
        case [] or ["--help" or "-h" or "help", ..]:
            Console.WriteLine(Help);
            return args.Length == 0 ? 2 : 0;
        case ["http", .. var rest] when rest.Any(a => a is "--help" or "-h"):
            Console.WriteLine(HttpCommand.Help);
            return 0;
        case ["http", .. var rest]:
            return HttpProgram.Run(rest, Console.Out);
        default:
            throw new UsageException($"There is no command '{args[0]}'.{NearestName.Hint(args[0], ["http"])}");
    }
}
catch (UsageException e)
{
    Console.Error.WriteLine($"bench-load: {e.Message} See bench-load http --help.");
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
