using System.Text;

namespace Bench.Scripts;

/// <summary>
/// Follows a bash script letter by letter, as far as is needed to know whether a quoted word at this place would be read as one: not inside
/// quotes, back-ticks, <c>${…}</c>, arithmetic or a here-document, and not behind a backslash.
/// </summary>
internal sealed class ShellScanner
{
    private const string Directive = "#SBATCH";

    private enum State
    {
        Plain,
        Comment,
        Single,
        AnsiC,
        Double,
        Backtick,
        Brace,
        Parenthesis,
        Arithmetic,
    }

    private readonly Stack<State> _outer = new();
    private readonly Queue<string> _heredocs = new();
    private readonly StringBuilder _line = new();
    private readonly StringBuilder _comment = new();
    private State _state = State.Plain;
    private string? _heredoc;
    private char _last = '\n';
    private bool _escaped;
    private bool _lineStart = true;

    /// <summary>In a line for sbatch, <c>#SBATCH …</c>: a comment to bash.</summary>
    public bool InDirective => _heredoc is null && _state == State.Comment && _comment.ToString().StartsWith(Directive, StringComparison.Ordinal);

    /// <summary>True where a quoted word can stand.</summary>
    public bool TakesWord => _heredoc is null && !_escaped && _last != '$'
        && _state is State.Plain or State.Comment or State.Parenthesis
        && !_outer.Any(s => s is State.Double or State.Backtick or State.Brace or State.Arithmetic)
        && !(InDirective && _comment.ToString().AsSpan(Directive.Length).ContainsAny("'\"\\#"));

    /// <summary>For a message.</summary>
    public string Where => _heredoc is not null ? "in a here-document"
        : _escaped || _last == '$' ? "behind a backslash or '$'"
        : _state == State.Arithmetic || _outer.Contains(State.Arithmetic) ? "in arithmetic"
        : "inside quotes";

    /// <summary>A quoted word was put here.</summary>
    public void ReadWord()
    {
        _last = 'w';
        _line.Append('w');
    }

    public void Read(char c)
    {
        if (_heredoc is not null)
        {
            ReadHeredoc(c);
            return;
        }

        if (_escaped)
        {
            _escaped = false;
            _last = 'w';
        }
        else
        {
            Step(c);
            _last = c;
        }

        _lineStart = c == '\n';

        Line(c);
    }

    private void Step(char c)
    {
        switch (_state)
        {
            case State.Comment:
                _comment.Append(c);
                if (c == '\n')
                {
                    _state = _outer.Pop();
                }

                break;
            case State.Single:
                Close(c == '\'');
                break;
            case State.AnsiC:
                Escape(c);
                Close(c == '\'');
                break;
            case State.Double:
                Escape(c);
                if (!Close(c == '"'))
                {
                    Expansion(c);
                }

                break;
            case State.Backtick:
                Escape(c);
                Close(c == '`');
                break;
            default:
                Code(c);
                break;
        }
    }

    // Plain text, and what is read like it.
    private void Code(char c)
    {
        Escape(c);
        if (_state == State.Brace && Close(c == '}'))
        {
            return;
        }

        if (_state is (State.Parenthesis or State.Arithmetic) && Close(c == ')'))
        {
            return;
        }

        if (Expansion(c))
        {
            return;
        }

        if (c == '\'')
        {
            Enter(_last == '$' ? State.AnsiC : State.Single);
        }
        else if (c == '"')
        {
            Enter(State.Double);
        }
        else if (c == '#' && _state is (State.Plain or State.Parenthesis) && (char.IsWhiteSpace(_last) || _last is ';' or '|' or '&' or '(' or ')'))
        {
            Enter(State.Comment);
            _comment.Clear().Append(_lineStart ? "#" : " #"); // sbatch takes whole lines only
        }
        else if (c == '(')
        {
            // '((' is two nested parentheses here, both arithmetic: it ends with its second ')'.
            Enter(_last == '(' || _state == State.Arithmetic ? State.Arithmetic : State.Parenthesis);
        }
    }

    // What opens inside double quotes too.
    private bool Expansion(char c)
    {
        if (c == '`')
        {
            Enter(State.Backtick);
            return true;
        }

        if (_last == '$' && c is ('{' or '('))
        {
            Enter(c == '{' ? State.Brace : State.Parenthesis);
            return true;
        }

        return false;
    }

    private void Escape(char c) => _escaped = c == '\\';

    private void Enter(State state)
    {
        _outer.Push(_state);
        _state = state;
    }

    private bool Close(bool closes)
    {
        if (closes && !_escaped)
        {
            _state = _outer.Pop();
        }

        return closes;
    }

    // Here-documents are found by line, where the line is code: '<<WORD', '<<-WORD', '<<"WORD"', but not '<<<'.
    private void Line(char c)
    {
        if (c != '\n')
        {
            _line.Append(_state is State.Comment ? ' ' : c);
            return;
        }

        var line = _line.ToString();
        _line.Clear();
        if (_state is State.Plain or State.Parenthesis)
        {
            foreach (var word in HeredocWords(line))
            {
                _heredocs.Enqueue(word);
            }

            _heredocs.TryDequeue(out _heredoc);
        }
    }

    private void ReadHeredoc(char c)
    {
        if (c != '\n')
        {
            _line.Append(c);
            return;
        }

        if (_line.ToString().TrimStart('\t') == _heredoc)
        {
            _heredocs.TryDequeue(out _heredoc);
        }

        _line.Clear();
    }

    private static IEnumerable<string> HeredocWords(string line)
    {
        for (var at = line.IndexOf("<<", StringComparison.Ordinal); at >= 0; at = line.IndexOf("<<", at, StringComparison.Ordinal))
        {
            at += 2;
            if (at < line.Length && line[at] == '<')
            {
                at++;
                continue;
            }

            var word = new string([.. line[at..].TrimStart('-').TrimStart().TakeWhile(w => !char.IsWhiteSpace(w) && w is not (';' or '|' or '&' or ')' or '<' or '>'))]);
            word = word.Trim('"', '\'').Replace("\\", "", StringComparison.Ordinal);
            if (word.Length > 0 && !char.IsDigit(word[0]))
            {
                yield return word;
            }
        }
    }
}
