namespace Bench.Transport.Ssh;

/// <summary>Takes the lines of ssh_config one after the other, and keeps those that speak of one alias.</summary>
internal sealed class SshConfigLookup(string alias, string? user, string home, string localUser)
{
    private readonly List<SshConfigLine> _lines = [];

    /// <summary>True while lines are of a block that speaks of the alias.</summary>
    public bool Applies { get; set; } = true;

    /// <summary>True where some Host block names the alias by more than '*'.</summary>
    public bool IsConfigured { get; private set; }

    public void Add(SshConfigLine line)
    {
        switch (line.Keyword)
        {
            case "host":
                Applies = SshPattern.Matches(line.Words, alias);
                IsConfigured |= Applies && SshPattern.Matches(line.Words.Where(w => w.Trim('*', '?').Length > 0), alias);
                break;
            case "match":
                Applies = Match(line.Words);
                break;
            default:
                if (Applies && line.Words.Count > 0)
                {
                    _lines.Add(line);
                }

                break;
        }
    }

    public SshConfigLine? First(string keyword) => _lines.FirstOrDefault(l => l.Keyword == keyword);

    public string? Text(string keyword, Func<string, string> expand) => First(keyword) is { } line ? expand(line.Words[0]) : null;

    public IReadOnlyList<string> Words(string keyword, IReadOnlyList<string> otherwise) => First(keyword)?.Words ?? otherwise;

    /// <summary>All values of a keyword that may stand several times.</summary>
    public IEnumerable<string> All(string keyword) => _lines.Where(l => l.Keyword == keyword).Select(l => l.Words[0]);

    public bool IsBefore(SshConfigLine one, SshConfigLine other) => _lines.IndexOf(one) < _lines.IndexOf(other);

    // What asks for more than names (exec, canonical, final, tagged …) is taken as not met: its block is for a session at a terminal.
    private bool Match(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var not = words[i].StartsWith('!');
            var name = words[i].TrimStart('!').ToLowerInvariant();
            if (name == "all")
            {
                continue;
            }

            var value = name switch
            {
                "host" => Text("hostname", t => SshTokens.Expand(t, alias, alias, 22, "", home, localUser)) ?? alias,
                "originalhost" => alias,
                "user" => user ?? Text("user", t => t) ?? localUser,
                "localuser" => localUser,
                _ => null,
            };
            if (value is null || ++i == words.Count || SshPattern.Matches(words[i].Split(','), value) == not)
            {
                return false;
            }
        }

        return true;
    }
}
