using System.Globalization;
using System.Text;

namespace Bench.Transport.Ssh;

/// <summary>The tokens of ssh_config(5) that files and names may hold: <c>~</c>, <c>%d %h %l %L %n %p %r %u %%</c>; others stay as they are.</summary>
internal static class SshTokens
{
    public static string Expand(string text, string alias, string hostName, int port, string user, string home, string localUser)
    {
        var result = new StringBuilder();
        text = Home(text, home);
        for (var i = 0; i < text.Length; i++)
        {
            var value = text[i] != '%' || i + 1 == text.Length ? null : text[i + 1] switch
            {
                '%' => "%",
                'd' => home,
                'h' => hostName,
                'l' => Environment.MachineName,
                'L' => Environment.MachineName.Split('.')[0],
                'n' => alias,
                'p' => port.ToString(CultureInfo.InvariantCulture),
                'r' => user,
                'u' => localUser,
                _ => null,
            };
            result.Append(value ?? text[i].ToString());
            i += value is null ? 0 : 1;
        }

        return result.ToString();
    }

    public static string Home(string path, string home) => path == "~" ? home : path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, path[2..]) : path;
}
