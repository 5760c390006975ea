namespace Bench.Diagnostics;

public static partial class Codes
{
    /// <summary>No template of that name in any of the template folders.</summary>
    public const string TemplateNotFound = "BENCH2001";

    /// <summary>A template cannot be parsed, or fails while it is rendered.</summary>
    public const string TemplateBroken = "BENCH2002";

    /// <summary>A template puts a value inside quotes, a here-document or arithmetic, where no quoting of it would be safe.</summary>
    public const string ValueInsideQuotes = "BENCH2003";

    /// <summary>A template changed a value's text (sliced, replaced) instead of printing it.</summary>
    public const string ValueMangled = "BENCH2004";

    /// <summary>A value holds a NUL, which no program can be given.</summary>
    public const string ValueHasNul = "BENCH2005";

    /// <summary>A text refers to something that the running job does not know.</summary>
    public const string UnknownReference = "BENCH2006";

    /// <summary>The name of an environment variable cannot be set.</summary>
    public const string BadVariableName = "BENCH2007";

    /// <summary>A job has no command.</summary>
    public const string NoCommand = "BENCH2008";

    /// <summary>A value stands in an #SBATCH line and only the running job knows it.</summary>
    public const string ValueInDirective = "BENCH2009";

    /// <summary>A value has characters that an #SBATCH line cannot carry.</summary>
    public const string NotForSbatch = "BENCH2010";

    /// <summary>A further option for sbatch is none, or would take from Bench what it lives by.</summary>
    public const string BadDirective = "BENCH2011";

    /// <summary>No template can start containers by this runtime.</summary>
    public const string RuntimeNotSupported = "BENCH2012";
}
