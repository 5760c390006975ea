namespace Bench.Diagnostics;

/// <summary>Every code that Bench prints, in ranges by stage. <c>docs/errors.md</c> lists them; a test holds the two equal.</summary>
public static partial class Codes
{
}
