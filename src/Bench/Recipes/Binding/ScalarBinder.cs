using System.Globalization;
using Bench.Diagnostics;
using Bench.Recipes.Syntax;
using Bench.Recipes.Yaml;

namespace Bench.Recipes.Binding;

/// <summary>Reads a single value as what its key wants, and says what it should look like where it does not.</summary>
internal static class ScalarBinder
{
    /// <summary>The value, or null with a diagnostic.</summary>
    public static object? Read(YamlScalar scalar, ValueShape shape, RangeAttribute? range, string path, DiagnosticBag problems)
    {
        var number = shape.Form is ValueForm.Integer or ValueForm.Number or ValueForm.Boolean
            || (shape.Form is ValueForm.Port && scalar.Value != "auto");
        if (number && !scalar.IsPlain)
        {
            problems.Error(Codes.WrongType, scalar.Place, $"{Shown.Path(path)} is text in quotes.", "Remove the quotes.");
            return null;
        }

        if (Parse(scalar.Value, shape) is not { } value)
        {
            problems.Error(
                shape.Form == ValueForm.Choice ? Codes.UnknownChoice : Codes.BadValue,
                scalar.Place,
                $"{Shown.Path(path)} is {Shown.Quoted(scalar.Value)}, which is no {NameOf(shape.Form)}.",
                MendOf(shape, scalar.Value));
            return null;
        }

        return range is null || InRange(value, range, scalar, path, problems) ? value : null;
    }

    private static object? Parse(string text, ValueShape shape) => shape.Form switch
    {
        ValueForm.String => text,
        ValueForm.Integer when shape.Type == typeof(int) => NumberSyntax.TryParse(text, out long n) && n is >= int.MinValue and <= int.MaxValue ? (int)n : null,
        ValueForm.Integer => NumberSyntax.TryParse(text, out long n) ? n : null,
        ValueForm.Number => NumberSyntax.TryParse(text, out double d) ? d : null,
        ValueForm.Boolean => text switch { "true" => true, "false" => false, _ => null },
        ValueForm.Choice => shape.Choices.GetValueOrDefault(text),
        ValueForm.Duration => DurationSyntax.TryParse(text, out var t) ? t : null,
        ValueForm.Size => SizeSyntax.TryParse(text, out var s) ? s : null,
        ValueForm.Rate => RateSyntax.TryParse(text, out var r) ? r : null,
        ValueForm.Percentage => PercentageSyntax.TryParse(text, out var p) ? p : null,
        ValueForm.Port => PortSyntax.TryParse(text, out var p) ? p : null,
        _ => throw new NotSupportedException($"{shape.Form} is not read from a single value."),
    };

    private static string NameOf(ValueForm form) => form switch
    {
        ValueForm.Integer => "whole number that fits",
        ValueForm.Number => "number",
        ValueForm.Boolean => "'true' or 'false'",
        ValueForm.Choice => "known value",
        ValueForm.Duration => "duration",
        ValueForm.Size => "size",
        ValueForm.Rate => "rate",
        ValueForm.Percentage => "percentage",
        ValueForm.Port => "port",
        _ => "text",
    };

    private static string MendOf(ValueShape shape, string text) => shape.Form switch
    {
        ValueForm.Integer => "Write digits, such as 4.",
        ValueForm.Number => "Write a number, such as 0.5.",
        ValueForm.Boolean => "Write true or false.",
        ValueForm.Choice when Nearest.To(text, shape.Choices.Keys) is { } near => $"Did you mean '{near}'? Known: {Shown.Choice(shape.Choices.Keys)}.",
        ValueForm.Choice => $"Write {Shown.Choice(shape.Choices.Keys)}.",
        ValueForm.Duration => "Write a number with its unit (us, ms, s, m, h, d), such as 90s, 5m or 1h30m.",
        ValueForm.Size => "Write a number with its unit (B, K, M, G, T, P; powers of 1024), such as 512M or 8G.",
        ValueForm.Rate => "Write it as 5000, 2k/s or 90/min.",
        ValueForm.Percentage => "Write it as 5%, or as a share from 0 to 1.",
        ValueForm.Port => "Write 'auto' or a number from 1 to 65535.",
        _ => "Write text.",
    };

    private static bool InRange(object value, RangeAttribute range, YamlScalar scalar, string path, DiagnosticBag problems)
    {
        var number = value switch
        {
            TimeSpan t => t.TotalSeconds,
            Rate r => r.PerSecond,
            _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        };
        if (number >= range.Min && number <= range.Max)
        {
            return true;
        }

        Func<double, string> show = value is TimeSpan ? s => DurationSyntax.Format(TimeSpan.FromSeconds(s)) : NumberSyntax.Format;
        problems.Error(Codes.OutOfRange, scalar.Place, $"{Shown.Path(path)} is {Shown.Quoted(scalar.Value)}, which is out of range.",
            $"Give it a value from {show(range.Min)} to {show(range.Max)}.");
        return false;
    }
}
