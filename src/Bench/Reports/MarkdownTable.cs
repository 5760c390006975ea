using System.Text;

namespace Bench.Reports;

/// <summary>A table; its cells are Markdown already.</summary>
internal sealed class MarkdownTable(params IReadOnlyList<string> header)
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Columns from this one on are numbers, set flush right.</summary>
    public int NumbersFrom { get; init; } = int.MaxValue;

    public void Add(params IReadOnlyList<string> cells) => _rows.Add(cells);

    public override string ToString()
    {
        var text = new StringBuilder();
        Line(text, header);
        Line(text, [.. header.Select((_, i) => i >= NumbersFrom ? "--:" : ":--")]);
        foreach (var row in _rows)
        {
            Line(text, row);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
