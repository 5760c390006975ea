namespace Bench.Recipes;

/// <summary>How a command gets into its container.</summary>
public enum ContainerMode
{
    /// <summary>The command in the image, without its start script.</summary>
    Exec,

    /// <summary>The image's own start script, with the command as its arguments.</summary>
    Run,

    /// <summary>A named instance is started, and the command runs in it.</summary>
    Instance,
}
