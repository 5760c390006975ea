namespace Bench.Lifecycle.Commands;

/// <summary>Columns for a terminal or a pipe: padded, two spaces between, nothing else.</summary>
internal static class TextTable
{
    public static string Render(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> all = [header, .. rows.Select(r => (IReadOnlyList<string>)[.. r.Select(Printable)])];
        var widths = Enumerable.Range(0, header.Count).Select(c => all.Max(r => r[c].Length)).ToArray();
        return string.Join('\n', all.Select(r => string.Join("  ", r.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd()));
    }

    // Names and reasons may come from jobs: no control sequence of theirs reaches the terminal.
    private static string Printable(string cell) => new([.. cell.Select(c => char.IsControl(c) ? ' ' : c)]);
}
