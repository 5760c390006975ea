using System.Text;

namespace Bench.Sdk.Host;

/// <summary>Asks who sits at the terminal.</summary>
internal static class Terminal
{
    /// <summary>Reads a line that is not shown; null where there is no terminal to ask at, as in CI.</summary>
    /// <param name="tell">Prints the question.</param>
    public static Func<string, string?>? AskSecret(Action<string> tell) => Console.IsInputRedirected ? null : file =>
    {
        tell($"passphrase of {file} (it is not shown), then Enter:");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace)
            {
                typed.Append(key.KeyChar);
            }
            else if (typed.Length > 0)
            {
                typed.Length--;
            }
        }

        return typed.ToString();
    };
}
