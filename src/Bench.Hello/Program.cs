using Bench.Hello;

HelloOptions options;
try
{
    if (args.Contains("--help"))
    {
        Console.WriteLine(HelloOptions.Help);
        return 0;
    }

    options = HelloOptions.Parse(args, Environment.GetEnvironmentVariable("PORT"));
}
catch (FormatException e)
{
    Console.Error.WriteLine($"bench-hello: {e.Message}");
    return 2;
}

await using var server = new HelloServer(options);
try
{
    Console.WriteLine($"listening on {await server.StartAsync()}");
}
catch (IOException e)
{
    Console.Error.WriteLine($"bench-hello: {e.Message}");
    return 1;
}

await server.WaitForShutdownAsync();
return 0;
