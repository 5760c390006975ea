using System.Globalization;
using System.Text.RegularExpressions;

namespace Bench.Reports.Html;

/// <summary>What a series' source says: <c>p1-load-r2</c> is workload <c>load</c> of point <c>p1</c>, second repeat; <c>d1-hello</c> the service <c>hello</c>.</summary>
/// <param name="Point">Null for what belongs to no point.</param>
/// <param name="Repeat">From 1; 0 where there is none.</param>
/// <param name="Client">Which of several clients, from 1; 0 where there is one.</param>
internal sealed partial record SourceName(string Text, string? Point, string Name, int Repeat, int Client = 0)
{
    /// <summary>What lines of several points share in a legend.</summary>
    public string Group => Point is not null ? Name + (Client > 0 ? $" (client {Client})" : " (client)") : Name == Text ? Name : Name + " (service)";

    /// <summary>Services first, then clients, then the node and scraped ones.</summary>
    public int Rank => Point is not null ? 1 : Name != Text ? 0 : 2;

    public static SourceName Parse(string text)
    {
        if (Workload().Match(text) is { Success: true } w && int.TryParse(w.Groups[3].ValueSpan, out var repeat))
        {
            return new SourceName(text, w.Groups[1].Value, w.Groups[2].Value, repeat, w.Groups[4].Success ? int.Parse(w.Groups[4].ValueSpan, CultureInfo.InvariantCulture) : 0);
        }

        return Service().Match(text) is { Success: true } s
            ? new SourceName(text, null, s.Groups[1].Value, 0)
            : new SourceName(text, null, text, 0);
    }

    [GeneratedRegex(@"^(p[0-9]+)-(.+?)(?:-r|\.)([0-9]{1,6})(?:-c([0-9]{1,6}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Workload();

    [GeneratedRegex(@"^d[0-9]+-(.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Service();
}
