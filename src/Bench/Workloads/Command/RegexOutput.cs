using System.Globalization;
using System.Text.RegularExpressions;

namespace Bench.Workloads.Command;

/// <summary>Numbers that the first group of a regular expression matches. The pattern is the user's: matching is bounded in time.</summary>
internal static class RegexOutput
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public static IReadOnlyList<double> Find(string output, string pattern)
    {
        try
        {
            var found = new List<double>();
            foreach (Match match in Regex.Matches(output, pattern, RegexOptions.Multiline | RegexOptions.CultureInvariant, Limit))
            {
                var number = match.Groups.Count > 1 ? match.Groups[1].Value : match.Value;
                if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
                {
                    found.Add(value);
                }
            }

            return found.Count > 0 ? found : throw new OutputException($"'{pattern}' matches no number.");
        }
        catch (RegexMatchTimeoutException)
        {
            throw new OutputException($"'{pattern}' took longer than {Limit.TotalSeconds} s; make it simpler.");
        }
    }
}
