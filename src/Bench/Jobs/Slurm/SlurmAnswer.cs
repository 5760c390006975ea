using System.Globalization;

namespace Bench.Jobs.Slurm;

/// <summary>What one look at the cluster told. See <see cref="SlurmLook"/>.</summary>
internal sealed class SlurmAnswer
{
    private readonly Dictionary<(int Job, string File), string> _files = [];
    private readonly HashSet<int> _folders = [];

    /// <summary>By id; null where squeue was not asked, or did not answer.</summary>
    public IReadOnlyDictionary<string, SlurmRow>? Queue { get; private set; }

    /// <summary>What squeue said in place of an answer.</summary>
    public string? QueueError { get; private set; }

    /// <summary>By id: the last word of sacct, else of scontrol.</summary>
    public Dictionary<string, SlurmRow> Accounts { get; } = [];

    /// <summary>The user's numeric id on the cluster.</summary>
    public string? User { get; private set; }

    public bool SawFolder(int job) => _folders.Contains(job);

    /// <summary>The first line of a file of a job's folder; null where there is none.</summary>
    public string? File(int job, string name) => _files.GetValueOrDefault((job, name));

    /// <summary>Null where the output is not whole.</summary>
    public static SlurmAnswer? TryParse(string output)
    {
        var answer = new SlurmAnswer();
        var lines = output.Split('\n');
        if (!lines.Contains("@end"))
        {
            return null;
        }

        Action<string> take = _ => { };
        foreach (var line in lines)
        {
            switch (line.Split(' ', 4))
            {
                case ["@user", var user]:
                    answer.User = user;
                    break;
                case ["@folder", var job] when Number(job) is { } n:
                    answer._folders.Add(n);
                    break;
                case ["@file", var job, var name, var content] when Number(job) is { } n:
                    answer._files[(n, name)] = content;
                    break;
                case ["@queue", "0"]:
                    var rows = new Dictionary<string, SlurmRow>();
                    answer.Queue = rows;
                    take = l => Put(rows, SlurmRow.FromQueue(l));
                    break;
                case ["@queue", ..]:
                    answer.QueueError = "";
                    take = l => answer.QueueError = answer.QueueError is { Length: > 0 } ? answer.QueueError : l.Trim();
                    break;
                case ["@account"]:
                    take = l => Put(answer.Accounts, SlurmRow.FromAccount(l));
                    break;
                case ["@show"]:
                    take = l => Put(answer.Accounts, SlurmRow.FromShow(l));
                    break;
                case ["@end"]:
                    return answer;
                default:
                    take(line);
                    break;
            }
        }

        return answer;
    }

    // The last record of a job counts: a requeued one has several.
    private static void Put(Dictionary<string, SlurmRow> rows, SlurmRow? row)
    {
        if (row is not null)
        {
            rows[row.Id] = row;
        }
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
}
