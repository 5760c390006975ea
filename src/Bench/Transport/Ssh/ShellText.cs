using System.Text;
using System.Text.RegularExpressions;
using Bench.Diagnostics;

namespace Bench.Transport.Ssh;

/// <summary>
/// Commands as text for a shell. What the login shell gets is always <see cref="Reader"/>, which every shell reads alike (sh, csh, fish): it has a
/// POSIX shell read one line from standard input and run it. So arguments are quoted for one known shell, the values of the environment are on
/// no command line where others on that machine could see them, and a line that did not arrive whole is not run.
/// </summary>
internal static partial class ShellText
{
    public const string Reader = "exec /bin/sh -c 'IFS= read -r l && eval \"$l\"'";

    /// <summary>
    /// The line for <see cref="Reader"/>, with its end. A mark and the number of the process go ahead of both outputs: what comes before it was said by the
    /// login shell's own files, and the number serves to kill the command. It does not end before its input does: SSH.NET may send the end of the input when it has
    /// already agreed to close the channel, and a server ends the whole connection for that.
    /// </summary>
    /// <param name="hasInput">Whether input follows the line, with an end; else the command gets none, and no end is waited for.</param>
    /// <exception cref="BenchException">A word holds a NUL, or a name is none of a variable.</exception>
    public static byte[] Line(CommandLine command, string mark, bool hasInput)
    {
        var text = new StringBuilder("n=$(printf '\\nx'); n=${n%x}; ").Append("printf '%s %s\\n' ").Append(mark).Append(" $$; printf '%s %s\\n' ").Append(mark).Append(" $$ >&2; ").Append(hasInput ? "(" : "");
        if (command.WorkingDirectory is { } folder)
        {
            // 127, as where there is no such program: nothing was run.
            text.Append("CDPATH= cd -- ").Append(Quote(folder)).Append(" || exit 127; ");
        }

        foreach (var (name, value) in command.Environment ?? new Dictionary<string, string>())
        {
            text.Append("export ").Append(VariableName().IsMatch(name) ? name : throw BadName(name)).Append('=').Append(Quote(value)).Append("; ");
        }

        text.Append("exec");
        foreach (var word in command.Words)
        {
            text.Append(' ').Append(Quote(word));
        }

        return Encoding.UTF8.GetBytes(text.Append(hasInput ? "); s=$?; cat >/dev/null; exit $s" : " </dev/null").Append('\n').ToString());
    }

    /// <summary>Kills what was begun with such a line: sshd makes each command the head of a process group.</summary>
    public static byte[] KillLine(int process) => Encoding.ASCII.GetBytes($"kill -s KILL -- -{process}\n");

    /// <summary>In single quotes, where nothing has a meaning; a quote is written outside of them, and a new line by the variable that holds one.</summary>
    public static string Quote(string word) => word.Contains('\0', StringComparison.Ordinal)
        ? throw new BenchException(ExitStatus.Usage, new Diagnostic(Codes.ValueHasNul, null, "A word of a command holds a NUL, which no program can be given.", "Remove it."))
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal).Replace("\n", "'\"$n\"'", StringComparison.Ordinal)}'";

    private static BenchException BadName(string name) =>
        new(ExitStatus.Usage, new Diagnostic(Codes.BadVariableName, null, $"'{name}' is no name of an environment variable.", "Use letters, digits and '_'."));

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*\\z")]
    private static partial Regex VariableName();
}
