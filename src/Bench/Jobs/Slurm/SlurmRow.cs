using System.Globalization;
using System.Text.RegularExpressions;

namespace Bench.Jobs.Slurm;

/// <summary>A job as squeue, sacct or scontrol tells it.</summary>
/// <param name="State">As it was said, such as <c>CANCELLED by 1000</c>.</param>
/// <param name="Reason">Slurm's word for why it waits, or an empty string.</param>
/// <param name="Nodes">A node list such as <c>node[1-2]</c>, or an empty string.</param>
/// <param name="Exit">Null where it was not told.</param>
/// <param name="Signal">The signal that ended it; 0 for none.</param>
/// <param name="Name">The job's name; null where it was not told.</param>
internal sealed partial record SlurmRow(string Id, string State, string Reason, string Nodes, int? Exit = null, int Signal = 0, string? Name = null)
{
    /// <summary>False where it is another run's job, or none of ours: a slurmctld that lost its state counts its ids from 1 again.</summary>
    public bool IsOf(JobHandle job) => Name is null || JobNames.Run(Name) == JobNames.Run(job.Name);

    public SlurmStateKind Kind => SlurmStates.Kind(State);

    /// <summary>The script's status as shells have it.</summary>
    public int? Code => Signal > 0 ? 128 + Signal : Exit;

    /// <summary>A line of <c>squeue -o '%i|%T|%r|%N|%j'</c>; null where it is none, such as an error.</summary>
    public static SlurmRow? FromQueue(string line) =>
        line.Split('|', 5) is [var id, var state, var reason, var nodes, var name] && IsId(id) && IsState(state)
            ? new SlurmRow(id, state, Clean(reason), Clean(nodes), Name: name)
            : null;

    /// <summary>A line of <c>sacct -P -o JobIDRaw,State,ExitCode,NodeList,Reason</c>.</summary>
    public static SlurmRow? FromAccount(string line) =>
        line.Split('|', 5) is [var id, var state, var exit, var nodes, var reason] && IsId(id) && IsState(state)
            ? WithExit(new SlurmRow(id, state, Clean(reason), Clean(nodes)), exit)
            : null;

    /// <summary>A line of <c>scontrol -o show job</c>.</summary>
    public static SlurmRow? FromShow(string line)
    {
        string Field(string name) => Regex.Match(line, $@"(?:^|\s){name}=(\S*)") is { Success: true } m ? m.Groups[1].Value : "";
        var row = new SlurmRow(Field("JobId"), Field("JobState"), Clean(Field("Reason")), Clean(Field("NodeList")));
        return IsId(row.Id) && IsState(row.State) ? WithExit(row, Field("ExitCode")) : null;
    }

    // code:signal
    private static SlurmRow WithExit(SlurmRow row, string exit) =>
        exit.Split(':') is [var code, var signal]
        && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var c) && int.TryParse(signal, NumberStyles.None, CultureInfo.InvariantCulture, out var s)
            ? row with { Exit = c, Signal = s }
            : row;

    private static bool IsId(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static bool IsState(string text) => StateForm().IsMatch(text);

    private static string Clean(string text) => text is "None" or "(null)" or "None assigned" or "N/A" or "n/a" ? "" : text;

    [GeneratedRegex(@"\A[A-Z][A-Z_]*[+*]?( by \d+)?\z")]
    private static partial Regex StateForm();
}
