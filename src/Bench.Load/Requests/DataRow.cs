using System.Text;

namespace Bench.Load.Requests;

/// <summary>A row of the data as bytes: UTF-8, and escaped for URLs.</summary>
internal sealed record DataRow(byte[][] Raw, byte[][] Escaped)
{
    internal static DataRow Empty { get; } = new([], []);

    internal static DataRow Of(string[] fields) =>
        new([.. fields.Select(Encoding.UTF8.GetBytes)], [.. fields.Select(f => Encoding.ASCII.GetBytes(Uri.EscapeDataString(f)))]);
}
