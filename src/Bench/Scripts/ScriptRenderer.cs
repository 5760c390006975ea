using Bench.Diagnostics;
using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Bench.Scripts;

/// <summary>
/// Renders the script of a job from its template. Quoting is done here, whatever the template says: see <see cref="ShellValues"/>.
/// Pure: the same model and templates give the same text.
/// </summary>
public sealed class ScriptRenderer(TemplateFinder templates)
{
    public TemplateFinder Templates { get; } = templates;

    /// <summary>Throws <see cref="BenchException"/> (Usage, BENCH2xxx) with the place in the template.</summary>
    public string Render(JobScriptModel model, string scheduler)
    {
        var file = Templates.FindRole(scheduler, model.Role);
        var values = new ShellValues();
        var template = Template.Parse(file.Content, file.Path);
        if (template.HasErrors)
        {
            throw new BenchException(ExitStatus.Usage, [.. template.Messages.Where(m => m.Type == ParserMessageType.Error).Select(m => Broken(m.Span, m.Message))]);
        }

        // StrictVariables: a misspelt name is an error, not an empty word. Limits: commands may be long, and an output cut short is a broken script.
        var context = new TemplateContext
        {
            StrictVariables = true,
            TemplateLoader = new FinderTemplateLoader(Templates, scheduler),
            NewLine = "\n",
            LoopLimit = 1_000_000,
            LimitToString = 0,
        };
        context.PushGlobal(ScriptModel.Of(model, scheduler, values));
        try
        {
            return values.Fill(template.Render(context), file.Path);
        }
        catch (ScriptRuntimeException e)
        {
            throw e.InnerException as BenchException ?? new BenchException(ExitStatus.Usage, Broken(e.Span, e.OriginalMessage));
        }
    }

    // Scriban counts lines and columns from 0.
    private static Diagnostic Broken(SourceSpan span, string message) => new(
        Codes.TemplateBroken,
        new SourcePlace(span.FileName, span.Start.Line + 1, span.Start.Column + 1),
        $"The template cannot be rendered: {message.TrimEnd('.')}.",
        "Mend the template, or remove your copy of it to use ours.");
}
