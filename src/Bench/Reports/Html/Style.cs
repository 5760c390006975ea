namespace Bench.Reports.Html;

/// <summary>How a line and its marks look: colour, dash and mark differ together, so that prints in grey and colour-blind eyes can tell them.</summary>
/// <param name="Colour">Index into the palette of the stylesheet, from 0.</param>
internal readonly record struct Style(int Colour, bool Dashed = false, bool Faint = false)
{
    /// <summary>Okabe and Ito's colours without yellow, which is too pale for lines.</summary>
    public const int Colours = 7;

    public string LineClass => $"line c{Wrap(Colour)}{(Dashed ? " dashed" : "")}{(Faint ? " faint" : "")}";

    public string MarkClass => $"mark c{Wrap(Colour)}{(Faint ? " faint" : "")}";

    private static int Wrap(int colour) => colour % Colours;
}
