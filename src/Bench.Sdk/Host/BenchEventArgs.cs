using System.Text.Json;
using Bench.Lifecycle;
using Microsoft.Build.Framework;

namespace Bench.Sdk.Host;

/// <summary>
/// A <see cref="BenchEvent"/> as a message of MSBuild, for our own logger in the same process: it takes the object. Other loggers see
/// its text. Making JSON instead for every event costs more start-up time than all else that the host does.
/// </summary>
public sealed class BenchEventArgs(BenchEvent happened, string text) : BuildMessageEventArgs(text, null, nameof(Bench), MessageImportance.High)
{
    /// <summary>The type name that the JSON form is found by.</summary>
    public const string TypeName = "bench.event";

    public BenchEvent Happened { get; } = happened;

    /// <summary>The form for listeners in other processes and for binary logs: text, and the whole event as JSON.</summary>
    public static ExtendedBuildMessageEventArgs Extended(BenchEvent happened, string text) =>
        new(TypeName, text, null, nameof(Bench), MessageImportance.High) { ExtendedData = JsonSerializer.Serialize(happened) };

    /// <summary>The event in a message, whichever form it has; null where it has none.</summary>
    public static BenchEvent? In(BuildMessageEventArgs message) => message switch
    {
        BenchEventArgs ours => ours.Happened,
        ExtendedBuildMessageEventArgs { ExtendedType: TypeName, ExtendedData: { } json } => JsonSerializer.Deserialize<BenchEvent>(json),
        _ => null,
    };
}
