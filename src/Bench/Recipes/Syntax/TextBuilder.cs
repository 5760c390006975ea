using System.Text;

namespace Bench.Recipes.Syntax;

/// <summary>Puts a <see cref="Text"/> together; neighbouring literals become one part, so that equal texts have equal parts.</summary>
internal sealed class TextBuilder
{
    private readonly List<TextPart> _parts = [];
    private readonly StringBuilder _literal = new();

    public TextBuilder Literal(char c)
    {
        _literal.Append(c);
        return this;
    }

    public TextBuilder Literal(string text)
    {
        _literal.Append(text);
        return this;
    }

    public TextBuilder Reference(string name)
    {
        Flush();
        _parts.Add(new(name, IsReference: true));
        return this;
    }

    public TextBuilder Append(Text text)
    {
        foreach (var part in text.Parts)
        {
            _ = part.IsReference ? Reference(part.Value) : Literal(part.Value);
        }

        return this;
    }

    public Text Build()
    {
        Flush();
        return _parts.Count == 0 ? Text.Of("") : new([.. _parts]);
    }

    private void Flush()
    {
        if (_literal.Length > 0)
        {
            _parts.Add(new(_literal.ToString(), IsReference: false));
            _literal.Clear();
        }
    }
}
