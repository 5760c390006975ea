namespace Bench.Recipes.Syntax;

/// <summary>
/// Splits one string into words as a POSIX shell does, with its quotes and backslashes, but without operators and expansions:
/// where a shell would do more than split, the user must say that a shell is wanted.
/// </summary>
internal sealed class CommandSyntax
{
    private const string Operators = "|;&<>()$`";

    private readonly string _text;
    private readonly List<Text> _words = [];
    private TextBuilder? _word;
    private int _at;
    private int _scanned;

    private CommandSyntax(string text) => _text = text;

    /// <summary>What only a shell could do with the text, or null.</summary>
    public char? NeedsShell { get; private set; }

    /// <summary>Why it cannot be split (without full stop), or null.</summary>
    public string? Why { get; private set; }

    public IReadOnlyList<Text> Words => _words;

    public static CommandSyntax Split(string text)
    {
        // A folded or literal block of YAML ends with a line end that means nothing.
        var split = new CommandSyntax(text.TrimEnd('\n', ' '));
        while (split._at < split._text.Length && split.Why is null && split.NeedsShell is null)
        {
            split.Next();
        }

        split.EndWord();
        return split;
    }

    private TextBuilder Word => _word ??= new();

    private void Next()
    {
        if (Reference())
        {
            return;
        }

        var c = _text[_at++];
        switch (c)
        {
            case ' ' or '\t':
                EndWord();
                break;
            case '\n' or '\r':
                NeedsShell = '\n';
                break;
            case '\'':
                Quoted('\'');
                break;
            case '"':
                Quoted('"');
                break;
            case '\\' when _at == _text.Length:
                Why = "a backslash stands at its end";
                break;
            case '\\':
                Word.Literal(_text[_at++]);
                break;
            case var _ when Operators.Contains(c):
                NeedsShell = c;
                break;
            default:
                Word.Literal(c);
                break;
        }
    }

    private void Quoted(char quote)
    {
        Word.Literal("");
        while (Why is null && NeedsShell is null)
        {
            if (_at == _text.Length)
            {
                Why = quote == '"' ? "a double quote is not closed" : "a single quote is not closed";
                return;
            }

            if (Reference())
            {
                continue;
            }

            var c = _text[_at++];
            if (c == quote)
            {
                return;
            }

            if (quote == '"' && (c is '$' or '`'))
            {
                NeedsShell = c;
            }
            else if (quote == '"' && c == '\\' && _at < _text.Length && (_text[_at] is '"' or '\\' or '$' or '`'))
            {
                Word.Literal(_text[_at++]);
            }
            else
            {
                Word.Literal(c);
            }
        }
    }

    // References belong to Bench, not to the shell: they are read within all quotes.
    private bool Reference()
    {
        if (TextSyntax.TryEscape(_text, ref _at, ref _scanned, out var escaped))
        {
            Word.Literal(escaped);
            return true;
        }

        if (!TextSyntax.StartsReference(_text, _at))
        {
            return false;
        }

        if (TextSyntax.TryReference(_text, ref _at, out var name, out var why))
        {
            Word.Reference(name);
        }
        else
        {
            Why = why;
        }

        return true;
    }

    private void EndWord()
    {
        if (_word is not null)
        {
            _words.Add(_word.Build());
            _word = null;
        }
    }
}
