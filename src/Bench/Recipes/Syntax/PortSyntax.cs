using System.Globalization;

namespace Bench.Recipes.Syntax;

/// <summary>Ports: <c>auto</c>, or a number from 1 to 65535.</summary>
public static class PortSyntax
{
    public static bool TryParse(string text, out PortSpec port)
    {
        port = PortSpec.Auto;
        if (text == "auto")
        {
            return true;
        }

        if (!NumberSyntax.TryParse(text, out long number) || number is < 1 or > 65535)
        {
            return false;
        }

        port = new((int)number);
        return true;
    }

    public static string Format(PortSpec port) => port.Number?.ToString(CultureInfo.InvariantCulture) ?? "auto";
}
