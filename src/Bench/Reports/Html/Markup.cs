using System.Globalization;
using System.Text;

namespace Bench.Reports.Html;

/// <summary>
/// A writer of HTML which is well-formed XML too. Everything that goes in is escaped; there is no way around it but
/// <see cref="Embed"/>, for files of ours.
/// </summary>
internal sealed class Markup
{
    // Elements that HTML never closes; <div/> would be read as <div>.
    private static readonly HashSet<string> Void = ["meta", "br", "hr", "wbr", "col", "link",
        "path", "line", "rect", "circle", "use", "image"];

    private readonly StringBuilder _text = new();

    /// <summary>Opens an element, which the result closes when it is disposed.</summary>
    public Scope In(string tag, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Open(tag, attributes);
        _text.Append('>');
        return new Scope(this, tag);
    }

    /// <summary>An element with text in it, or none.</summary>
    public Markup Add(string tag, string text, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Open(tag, attributes);
        if (text.Length == 0 && Void.Contains(tag))
        {
            _text.Append("/>");
            return this;
        }

        _text.Append('>');
        Escape.Append(_text, text);
        _text.Append("</").Append(tag).Append('>');
        return this;
    }

    public Markup Text(string text)
    {
        Escape.Append(_text, text);
        return this;
    }

    /// <summary>A new line, where the source should stay readable; never inside of text.</summary>
    public Markup Line()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>A stylesheet or script of ours. The CDATA marks are comments to HTML and spare the file any escaping.</summary>
    public Markup Embed(string tag, string content)
    {
        _text.Append('<').Append(tag).Append(">/*<![CDATA[*/\n").Append(content).Append("/*]]>*/</").Append(tag).Append(">\n");
        return this;
    }

    public override string ToString() => _text.ToString();

    private void Open(string tag, ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        _text.Append('<').Append(tag);
        foreach (var (name, value) in attributes)
        {
            if (value is null or false)
            {
                continue;
            }

            _text.Append(' ').Append(name).Append("=\"");
            Escape.Append(_text, Format(value, name));
            _text.Append('"');
        }
    }

    private static string Format(object value, string name) => value switch
    {
        true => name,
        // Pixels: a hundredth is enough. What is not finite has no place on a page, and must not show up as "NaN".
        double d => double.IsFinite(d) ? d.ToString("0.##", CultureInfo.InvariantCulture) : "0",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>An open element.</summary>
    public readonly ref struct Scope(Markup markup, string tag) : IDisposable
    {
        public void Dispose() => markup._text.Append("</").Append(tag).Append('>');
    }
}
