using System.Reflection;

namespace Bench.Support;

/// <summary>Where things are: the journeys use the checkout's own build.sh, recipes and tools, as a user does.</summary>
internal static class Checkout
{
    public static string Path { get; } = Metadata("Checkout").TrimEnd('/');

    public static string TestHost { get; } = Metadata("TestHost");

    public static string BuildSh => System.IO.Path.Combine(Path, "build.sh");

    public static string Recipe(string name) => System.IO.Path.Combine(Path, "recipes", name);

    private static string Metadata(string key) =>
        typeof(Checkout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
