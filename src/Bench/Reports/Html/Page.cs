using System.Globalization;
using System.Reflection;

namespace Bench.Reports.Html;

/// <summary>The frame of the page, and the forms that its sections share: headings, figures with captions, notes.</summary>
internal sealed class Page(string title)
{
    private int _figures;

    public Markup Markup { get; } = new();

    /// <summary>Opens the document; disposing the result ends it.</summary>
    public Document Open()
    {
        var html = Markup;
        using (html.In("head"))
        {
            html.Add("meta", "", ("charset", "utf-8")).Add("meta", "", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            html.Add("meta", "", ("name", "color-scheme"), ("content", "light dark"));
            html.Add("title", title).Line();
            html.Embed("style", Resource("report.css"));
        }

        return new Document(this);
    }

    public override string ToString() => "<!DOCTYPE html>\n<html lang=\"en\">" + Markup + "</html>\n";

    public Markup.Scope Section(string heading, string id)
    {
        var scope = Markup.Line().In("section", ("id", id));
        Markup.Add("h2", heading).Line();
        return scope;
    }

    /// <summary>A chart with its caption, numbered through the page.</summary>
    public void Figure(Action<Markup> draw, string caption, string? css = null)
    {
        _figures++;
        using (Markup.Line().In("figure", ("class", css)))
        {
            draw(Markup);
            using (Markup.In("figcaption"))
            {
                Markup.Add("b", string.Create(CultureInfo.InvariantCulture, $"Figure {_figures}.")).Text(" " + caption);
            }
        }
    }

    public void Paragraph(string text, string? css = null) => Markup.Add("p", text, ("class", css)).Line();

    /// <summary>A part that is folded away until it is asked for.</summary>
    public Markup.Scope Details(string heading, bool open = false, string? css = null)
    {
        var scope = Markup.Line().In("details", ("open", open), ("class", css));
        Markup.Add("summary", heading).Line();
        return scope;
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("report/" + name)
            ?? throw new InvalidOperationException($"The resource report/{name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>The open document.</summary>
    internal readonly ref struct Document : IDisposable
    {
        private readonly Page _page;
        private readonly Markup.Scope _body;
        private readonly Markup.Scope _main;

        public Document(Page page)
        {
            _page = page;
            _body = page.Markup.In("body");
            _main = page.Markup.In("main");
        }

        public void Dispose()
        {
            _main.Dispose();
            _page.Markup.Embed("script", Resource("report.js"));
            _body.Dispose();
        }
    }
}
