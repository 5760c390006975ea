namespace Bench.Scripts;

/// <summary>
/// A value of a recipe on its way through a template. The template sees only a marker; <see cref="ShellValues"/> replaces it at the end.
/// </summary>
internal sealed class ShellValue(string marker)
{
    public override string ToString() => marker;
}
