namespace Bench.Sdk.Display;

/// <summary>Where things are printed.</summary>
/// <param name="Result">What the user asked to see.</param>
/// <param name="News">What happens on the way: the same as <paramref name="Result"/>, or standard error where the result is for machines.</param>
/// <param name="Problems">Errors and warnings.</param>
internal sealed record Outputs(TextWriter Result, TextWriter News, TextWriter Problems);
