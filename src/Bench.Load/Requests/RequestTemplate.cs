using System.Text;
using System.Text.RegularExpressions;
using Bench.Load.CommandLine;
using Bench.Load.Http;

namespace Bench.Load.Requests;

/// <summary>One kind of request, taken apart once: what is fixed, and the columns between.</summary>
internal sealed partial class RequestTemplate
{
    private readonly List<Piece> _head = [];
    private readonly List<Piece> _body = [];
    private readonly bool _hasLength;

    /// <param name="headers">Of all requests; the entry's own replace those of the same name.</param>
    /// <exception cref="UsageException">It is no HTTP request, or names a column that does not exist.</exception>
    internal RequestTemplate(RequestEntry entry, HttpTarget target, IReadOnlyList<string> headers, IReadOnlyList<string> columns)
    {
        if (!entry.Path.StartsWith('/') || Placeholder().Replace(entry.Path, "").Any(c => c is <= ' ' or > '~'))
        {
            throw new UsageException($"The path '{entry.Path}' of a request must begin with / and be escaped as in a URL.");
        }

        // A mark that no header can have stands for the path, whose columns are escaped otherwise than those of headers.
        string[] own = [.. entry.Headers.Select(h => $"{h.Key}: {h.Value}")];
        string[] common = [.. headers.Where(h => !entry.Headers.Keys.Any(k => h.StartsWith(k + ":", StringComparison.OrdinalIgnoreCase)))];
        var body = entry.Body is null ? null : Encoding.UTF8.GetBytes(entry.Body);
        var rendered = Encoding.Latin1.GetString(RequestBytes.Render(target with { PathAndQuery = "\0" }, entry.Method, [.. common, .. own], body));
        var head = rendered[..(rendered.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)];
        // The length of a body that changes is known with the row only.
        _hasLength = entry.Body is not null && Placeholder().IsMatch(entry.Body);
        if (_hasLength)
        {
            head = Length().Replace(head, "\r\nContent-Length: \u0001\r\n", 1);
        }

        var parts = head.Split('\0', 2);
        Take(_head, parts[0], columns, Use.Header);
        Take(_head, entry.Path, columns, Use.Path);
        Take(_head, parts[1], columns, Use.Header);
        Take(_body, entry.Body ?? "", columns, Use.Body);
        UsesRow = _head.Concat(_body).Any(p => p.Column >= 0);
    }

    private enum Use
    {
        Header,
        Path,
        Body,
    }

    /// <summary>Whether it needs a row of the data.</summary>
    internal bool UsesRow { get; }

    /// <summary>Writes the request into the buffer, which grows where it must; its length.</summary>
    internal int Write(DataRow row, ref byte[] buffer)
    {
        var length = 0;
        var body = 0;
        foreach (var piece in _body)
        {
            body += piece.Of(row).Length;
        }

        foreach (var piece in _head)
        {
            if (piece.IsLength)
            {
                Room(ref buffer, length + 10);
                body.TryFormat(buffer.AsSpan(length), out var digits);
                length += digits;
            }
            else
            {
                Append(piece.Of(row), ref buffer, ref length);
            }
        }

        foreach (var piece in _body)
        {
            Append(piece.Of(row), ref buffer, ref length);
        }

        return length;
    }

    private static void Append(byte[] bytes, ref byte[] buffer, ref int length)
    {
        Room(ref buffer, length + bytes.Length);
        bytes.CopyTo(buffer, length);
        length += bytes.Length;
    }

    private static void Room(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            Array.Resize(ref buffer, Math.Max(length, 2 * buffer.Length));
        }
    }

    private static void Take(List<Piece> pieces, string text, IReadOnlyList<string> columns, Use use)
    {
        void Literal(string part)
        {
            var at = part.IndexOf('\u0001', StringComparison.Ordinal);
            if (at >= 0 && use == Use.Header)
            {
                Literal(part[..at]);
                pieces.Add(new Piece([], -1, use, IsLength: true));
                Literal(part[(at + 1)..]);
            }
            else if (part.Length > 0)
            {
                pieces.Add(new Piece(use == Use.Header ? Encoding.Latin1.GetBytes(part) : Encoding.UTF8.GetBytes(part), -1, use, IsLength: false));
            }
        }

        var end = 0;
        foreach (Match match in Placeholder().Matches(text))
        {
            Literal(text[end..match.Index]);
            end = match.Index + match.Length;
            var name = match.Groups[1].Value;
            var column = columns.ToList().IndexOf(name);
            if (column < 0)
            {
                throw new UsageException(columns.Count == 0
                    ? $"A request has {match.Value}, and there is no data: add 'data' with a CSV file."
                    : $"A request has {match.Value}, and the data has no such column: {string.Join(", ", columns)}.{NearestName.Hint(name, columns)}");
            }

            pieces.Add(new Piece([], column, use, IsLength: false));
        }

        Literal(text[end..]);
    }

    [GeneratedRegex(@"\{\{\s*row\.([^{}\s]+)\s*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\r\nContent-Length: \d+\r\n", RegexOptions.CultureInvariant)]
    private static partial Regex Length();

    private readonly record struct Piece(byte[] Literal, int Column, Use Use, bool IsLength)
    {
        internal byte[] Of(DataRow row) => Column < 0 ? Literal : Use == Use.Path ? row.Escaped[Column] : row.Raw[Column];
    }
}
