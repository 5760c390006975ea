using System.Reflection;

namespace Bench.Load;

/// <summary>Which bench-load this is.</summary>
internal static class LoadVersion
{
    /// <summary>As in <c>bench-load 0.1.0</c>; results and <c>bench-load --version</c> say it.</summary>
    internal static string Text { get; } =
        $"bench-load {typeof(LoadVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}";
}
