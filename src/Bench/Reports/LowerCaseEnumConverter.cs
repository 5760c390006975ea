using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bench.Reports;

/// <summary>Writes enum members as lower-case words.</summary>
public sealed class LowerCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower)
    where T : struct, Enum;
