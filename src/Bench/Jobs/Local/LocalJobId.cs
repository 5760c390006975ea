using System.Globalization;

namespace Bench.Jobs.Local;

/// <summary>
/// A process that cannot be mistaken for another: a pid alone is used again, and a start time counts from the boot of the machine.
/// </summary>
/// <param name="StartTime">Field 22 of <c>/proc/pid/stat</c>, in clock ticks since boot.</param>
/// <param name="Boot">The first 8 letters of the machine's boot id.</param>
public sealed record LocalJobId(int Pid, long StartTime, string Boot)
{
    /// <summary>How many letters of the boot id are kept.</summary>
    public const int BootLength = 8;

    /// <summary>Null where the text is no id.</summary>
    public static LocalJobId? TryParse(string text) =>
        text.Split(':') is [var pid, var start, var boot]
        && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var p)
        && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var s)
            ? new LocalJobId(p, s, boot)
            : null;

    /// <summary><c>pid:start-time:boot</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pid}:{StartTime}:{Boot}");
}
