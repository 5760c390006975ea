using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Bench.Scripts;

/// <summary><c>include '_common.sh.sbn'</c> finds the file beside the template; a name with a folder is taken from the template folders.</summary>
internal sealed class FinderTemplateLoader(TemplateFinder templates, string scheduler) : ITemplateLoader
{
    private readonly Dictionary<string, TemplateFile> _byPath = [];

    public string GetPath(TemplateContext context, SourceSpan callerSpan, string templateName)
    {
        var file = templates.Find(templateName.Contains('/') ? templateName : $"{scheduler}/{templateName}");
        _byPath[file.Path] = file;
        return file.Path;
    }

    public string Load(TemplateContext context, SourceSpan callerSpan, string templatePath) => _byPath[templatePath].Content;

    public ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        ValueTask.FromResult<string?>(Load(context, callerSpan, templatePath));
}
