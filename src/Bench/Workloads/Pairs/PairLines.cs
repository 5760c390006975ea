using System.Text;

namespace Bench.Workloads.Pairs;

/// <summary>The lines of a file that was written by others, one by one; none may be longer than <see cref="MostCharacters"/>.</summary>
internal static class PairLines
{
    /// <summary>A record with an hour of intervals has a tenth of it.</summary>
    public const int MostCharacters = 8 << 20;

    /// <summary>Each line, and whether a line feed ended it. A line that is too long is cut.</summary>
    public static IEnumerable<(string Text, bool IsWhole)> Of(TextReader reader)
    {
        var line = new StringBuilder();
        var buffer = new char[1 << 16];
        int read;
        while ((read = reader.Read(buffer, 0, buffer.Length)) > 0)
        {
            var start = 0;
            while (start < read)
            {
                var end = Array.IndexOf(buffer, '\n', start, read - start);
                var length = (end < 0 ? read : end) - start;
                line.Append(buffer, start, Math.Min(length, MostCharacters - line.Length));
                start += length + 1;
                if (end >= 0)
                {
                    yield return (line.ToString(), true);
                    line.Clear();
                }
            }
        }

        if (line.Length > 0)
        {
            yield return (line.ToString(), false);
        }
    }
}
