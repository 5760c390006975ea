using System.Globalization;
using Bench.Diagnostics;

namespace Bench.Transport.Ssh;

/// <summary>
/// What the user's ssh_config says of an alias (ssh_config(5)): the first value of a keyword wins, Host and Match blocks, Include, tokens.
/// Keywords that Bench does not need are passed over; StrictHostKeyChecking is one of them, for host keys are always checked.
/// </summary>
internal sealed class SshConfig
{
    private const int MaxDepth = 16;

    private readonly string _home;
    private readonly string _localUser;
    private readonly IReadOnlyList<string> _files;

    private SshConfig(IReadOnlyList<string> files, string home, string localUser) => (_files, _home, _localUser) = (files, home, localUser);

    /// <param name="file">Null: <c>~/.ssh/config</c> and <c>/etc/ssh/ssh_config</c>, those that are there.</param>
    /// <exception cref="BenchException">The named file cannot be read.</exception>
    public static SshConfig Open(string? file, string? home = null, string? localUser = null)
    {
        home ??= Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (file is not null && !File.Exists(file))
        {
            throw SshErrors.Config(new SourcePlace(file), "The ssh_config is not there.", "Give the path of one that may be read, or none to use ~/.ssh/config.");
        }

        string[] files = file is not null ? [file] : [.. new[] { Path.Combine(home, ".ssh", "config"), "/etc/ssh/ssh_config" }.Where(File.Exists)];
        return new SshConfig(files, home, localUser ?? Environment.UserName);
    }

    /// <summary>The machine behind an alias, with those to go through.</summary>
    public SshHost Resolve(string alias) => Resolve(alias, user: null, port: null, []);

    private SshHost Resolve(string alias, string? user, int? port, IReadOnlyList<string> on)
    {
        if (on.Contains(alias))
        {
            throw SshErrors.Config(null, $"ProxyJump goes round in a circle: {string.Join(" → ", [.. on, alias])}.", "Mend the ProxyJump of one of them.");
        }

        var found = new SshConfigLookup(alias, user, _home, _localUser);
        foreach (var file in _files)
        {
            Read(file, found, depth: 0);
        }

        var hostName = found.Text("hostname", t => t.Replace("%h", alias, StringComparison.Ordinal).Replace("%%", "%", StringComparison.Ordinal)) ?? alias;
        var remotePort = port ?? Port(found);
        var remoteUser = user ?? found.Text("user", t => t) ?? _localUser;
        string Expand(string text) => SshTokens.Expand(text, alias, hostName, remotePort, remoteUser, _home, _localUser);
        IReadOnlyList<string> known =
        [
            .. found.Words("userknownhostsfile", ["~/.ssh/known_hosts", "~/.ssh/known_hosts2"]),
            .. found.Words("globalknownhostsfile", ["/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2"]),
        ];
        return new SshHost(
            alias,
            hostName,
            remotePort,
            remoteUser,
            Jumps(found, [.. on, alias]),
            [.. found.All("identityfile").Where(f => f != "none").Select(Expand)],
            [.. known.Where(f => f != "none").Select(Expand)],
            found.Text("hostkeyalias", Expand),
            found.IsConfigured);
    }

    private List<SshHost> Jumps(SshConfigLookup found, IReadOnlyList<string> on)
    {
        var jump = found.First("proxyjump");
        if (found.First("proxycommand") is { } command && command.Words is not ["none"] && (jump is null || found.IsBefore(command, jump)))
        {
            throw SshErrors.Config(new SourcePlace(command.File, command.Line), "ProxyCommand is not done.", "Write 'ProxyJump gateway' where the command goes through a gateway by ssh.");
        }

        return jump is null || jump.Words is ["none"] ? [] : [.. jump.Words.SelectMany(w => w.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(w => Jump(w, on))];
    }

    /// <summary><c>[user@]host[:port]</c> or <c>ssh://…</c>; the host may be an alias in turn.</summary>
    private SshHost Jump(string text, IReadOnlyList<string> on)
    {
        text = text.StartsWith("ssh://", StringComparison.Ordinal) ? text[6..] : text;
        var at = text.LastIndexOf('@');
        var host = text[(at + 1)..];
        var colon = host.LastIndexOf(':');
        var port = colon > 0 && host.IndexOf(':', StringComparison.Ordinal) == colon | host[colon - 1] == ']' && int.TryParse(host.AsSpan(colon + 1), CultureInfo.InvariantCulture, out var n) ? n : (int?)null;
        return Resolve((port is null ? host : host[..colon]).Trim('[', ']'), at > 0 ? text[..at] : null, port, on);
    }

    private static int Port(SshConfigLookup found)
    {
        var line = found.First("port");
        return line is null ? 22
            : int.TryParse(line.Words[0], CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? port
            : throw SshErrors.Config(new SourcePlace(line.File, line.Line), $"'{string.Join(' ', line.Words)}' is no port.", "Write a number from 1 to 65535.");
    }

    private void Read(string file, SshConfigLookup found, int depth)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SshErrors.Config(new SourcePlace(file), $"The ssh_config cannot be read: {e.Message.TrimEnd('.')}.", "Give it rights to be read, or name another.");
        }

        var applies = found.Applies;
        for (var i = 0; i < lines.Length; i++)
        {
            if (SshConfigLine.Read(file, i + 1, lines[i]) is not { } line)
            {
                continue;
            }

            if (line.Keyword == "include" && found.Applies)
            {
                Include(line, found, depth);
            }
            else
            {
                found.Add(line);
            }
        }

        // A Host block of an included file ends with the file.
        found.Applies = applies;
    }

    private void Include(SshConfigLine line, SshConfigLookup found, int depth)
    {
        if (depth >= MaxDepth)
        {
            throw SshErrors.Config(new SourcePlace(line.File, line.Line), "Include goes too deep.", "Mend the file that includes itself.");
        }

        foreach (var word in line.Words)
        {
            // Paths that do not say where they begin lie below ~/.ssh, as ssh has it.
            var path = Path.Combine(_home, ".ssh", SshTokens.Home(word, _home));
            var folder = Path.GetDirectoryName(path)!;
            if (Directory.Exists(folder))
            {
                foreach (var file in Directory.EnumerateFiles(folder).Where(f => SshPattern.Matches([Path.GetFileName(path)], Path.GetFileName(f))).Order(StringComparer.Ordinal))
                {
                    Read(file, found, depth + 1);
                }
            }
        }
    }
}
