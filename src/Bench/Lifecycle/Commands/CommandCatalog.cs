using Bench.Diagnostics;
using Bench.Lifecycle.Commands.Doctor;

namespace Bench.Lifecycle.Commands;

/// <summary>The verbs beside the steps: they look, or clean up, and need no place in the order.</summary>
internal static class CommandCatalog
{
    public static Task<ExitStatus> RunAsync(BenchVerb verb, CommandContext context, CancellationToken cancellationToken) => verb switch
    {
        BenchVerb.Validate => Task.FromResult(ValidateCommand.Run(context)),
        BenchVerb.Status => Task.FromResult(StatusCommand.Run(context)),
        BenchVerb.Logs => LogsCommand.RunAsync(context, cancellationToken),
        BenchVerb.Compare => Task.FromResult(CompareCommand.Run(context)),
        BenchVerb.Doctor => DoctorCommand.RunAsync(context, cancellationToken),
        BenchVerb.Orphans => OrphansCommand.RunAsync(context, cancellationToken),
        BenchVerb.Clean => CleanCommand.RunAsync(context, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(verb)),
    };
}
