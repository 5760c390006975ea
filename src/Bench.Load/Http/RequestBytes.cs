using System.Text;
using Bench.Load.CommandLine;

namespace Bench.Load.Http;

/// <summary>Renders a request once, before the load.</summary>
internal static class RequestBytes
{
    private const string TokenMarks = "!#$%&'*+-.^_`|~";

    /// <param name="headers">As the user wrote them, <c>Name: value</c>; they replace our own of the same name.</param>
    internal static byte[] Render(HttpTarget target, string method, IReadOnlyList<string> headers, byte[]? body)
    {
        if (method.Length == 0 || !method.All(IsToken))
        {
            throw new UsageException($"--method '{method}' is no HTTP method.");
        }

        var fields = new List<(string Name, string Value)>();
        foreach (var header in headers)
        {
            fields.Add(Parse(header));
        }

        void Default(string name, string value)
        {
            if (!fields.Any(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                fields.Add((name, value));
            }
        }

        Default("Host", target.Authority);
        Default("User-Agent", "bench-load");
        Default("Accept", "*/*");
        if (body is not null || method is "POST" or "PUT" or "PATCH")
        {
            Default("Content-Length", $"{body?.Length ?? 0}");
        }

        var text = new StringBuilder();
        text.Append(method).Append(' ').Append(target.PathAndQuery).Append(" HTTP/1.1\r\n");
        foreach (var (name, value) in fields)
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return [.. Encoding.Latin1.GetBytes(text.Append("\r\n").ToString()), .. body ?? []];
    }

    /// <exception cref="UsageException">It is no header, or one that bench-load sets itself.</exception>
    internal static (string Name, string Value) Parse(string header)
    {
        var colon = header.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !header[..colon].All(IsToken) || header.Any(c => c is < ' ' and not '\t' or > 'ÿ'))
        {
            throw new UsageException($"--header '{header}' is no header. Write 'Name: value'.");
        }

        if (header[..colon].ToUpperInvariant() is "CONTENT-LENGTH" or "TRANSFER-ENCODING")
        {
            throw new UsageException($"--header '{header}': bench-load sets the body's length itself.");
        }

        return (header[..colon], header[(colon + 1)..].Trim());
    }

    private static bool IsToken(char c) => char.IsAsciiLetterOrDigit(c) || TokenMarks.Contains(c, StringComparison.Ordinal);
}
