namespace Bench.Sdk.Host;

/// <summary>The programs of a search path.</summary>
/// <param name="path">Folders with colons between, as PATH has them.</param>
internal sealed class Executables(string path)
{
    private readonly string[] _folders = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Those of this process.</summary>
    public static Executables OnPath => new(Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <summary>The file that a name stands for; null where there is none.</summary>
    public string? Find(string name) => _folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
