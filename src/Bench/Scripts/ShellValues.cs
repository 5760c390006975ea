using System.Globalization;
using System.Text;
using Bench.Diagnostics;

namespace Bench.Scripts;

/// <summary>
/// The values of one rendering. Templates print markers (two noncharacters around a number), so that nothing that a template does
/// can unquote a value; <see cref="Fill"/> then puts each quoted value in its place and refuses places where quotes would not hold.
/// </summary>
internal sealed class ShellValues
{
    private const char Open = '\uFDD0';
    private const char Close = '\uFDD1';

    private readonly List<(string Quoted, string? Raw)> _values = [];

    /// <param name="quoted">The value as a word of bash.</param>
    /// <param name="raw">The value itself, where it may stand in an <c>#SBATCH</c> line too; null: it may not.</param>
    public ShellValue Add(string quoted, string? raw = null)
    {
        _values.Add((quoted, raw));
        return new ShellValue(string.Create(CultureInfo.InvariantCulture, $"{Open}{_values.Count - 1}{Close}"));
    }

    /// <summary>Throws BENCH2003, BENCH2004, BENCH2009 and BENCH2010; <paramref name="file"/> is named in them.</summary>
    public string Fill(string rendered, string file)
    {
        var result = new StringBuilder(rendered.Length + 256);
        var scanner = new ShellScanner();
        for (var i = 0; i < rendered.Length; i++)
        {
            if (rendered[i] is not (Open or Close))
            {
                scanner.Read(rendered[i]);
                result.Append(rendered[i]);
                continue;
            }

            var end = rendered.IndexOf(Close, i);
            if (rendered[i] == Close || end < 0
                || !int.TryParse(rendered.AsSpan(i + 1, end - i - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                || index >= _values.Count)
            {
                throw Fail(Codes.ValueMangled, file, rendered, i, "a value's text was changed by the template", "Print values as they are.");
            }

            if (!scanner.TakesWord)
            {
                throw Fail(
                    Codes.ValueInsideQuotes, file, rendered, i, $"a value stands {scanner.Where}", "Values bring their own quotes: write them bare, as a word.");
            }

            // sbatch reads these lines before bash does, and by rules of its own.
            var word = !scanner.InDirective ? _values[index].Quoted
                : _values[index].Raw is { } raw ? SbatchQuote.Word(raw)
                : throw Fail(Codes.ValueInDirective, file, rendered, i, "a value stands in an #SBATCH line that only the running job knows", "Put it elsewhere.");
            scanner.ReadWord();
            result.Append(word);
            i = end;
        }

        return result.ToString();
    }

    private static BenchException Fail(string code, string file, string text, int at, string what, string mend)
    {
        // The place is one of the rendered text, so the line itself is shown: it is what the author will recognise.
        var start = text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1;
        var end = text.IndexOf('\n', at);
        var line = text[start..(end < 0 ? text.Length : end)].Replace(Open, '<').Replace(Close, '>').Trim();
        return new BenchException(ExitStatus.Usage, new Diagnostic(code, new SourcePlace(file), $"In the rendered line '{line}' {what}.", mend));
    }
}
