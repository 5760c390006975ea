namespace Bench.Recipes.Syntax;

/// <summary>Rates: <c>5000</c> and <c>2k/s</c> per second, <c>90/min</c>, <c>10/h</c>; k is 1,000, M 1,000,000 and G 1,000,000,000.</summary>
public static class RateSyntax
{
    /// <summary>The JSON Schema's pattern.</summary>
    public const string Pattern = @"^[0-9]+(\.[0-9]+)?[kMG]?(/(s|min|h))?$";

    public static bool TryParse(string text, out Rate rate)
    {
        rate = default;
        var slash = text.IndexOf('/');
        decimal seconds = (slash < 0 ? "s" : text[(slash + 1)..]) switch { "s" => 1, "min" => 60, "h" => 3600, _ => 0 };
        var count = text.AsSpan(0, slash < 0 ? text.Length : slash);
        decimal factor = count.Length == 0 ? 0 : count[^1] switch { 'k' => 1000, 'M' => 1_000_000, 'G' => 1_000_000_000, _ => 1 };
        if (seconds == 0 || !NumberSyntax.TryPlain(factor == 1 ? count : count.TrimEnd("kMG"), out var number)
            || (factor > 1 && count[..^1].IndexOfAny('k', 'M', 'G') >= 0))
        {
            return false;
        }

        // A plain number is read as such: the way over a decimal would cost the last bit of what Format wrote.
        rate = new(factor == 1 && slash < 0 && NumberSyntax.TryParse(text, out double exact) ? exact : (double)(number * factor / seconds));
        return true;
    }

    /// <summary>Per second, as a plain number.</summary>
    public static string Format(Rate rate) => NumberSyntax.Format(rate.PerSecond);
}
