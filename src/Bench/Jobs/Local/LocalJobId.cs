using System.Globalization;
using Bench.Measurement.Machine;

namespace Bench.Jobs.Local;

/// <summary>
/// A process that cannot be mistaken for another: a pid alone is used again, and a start time counts from the boot of the machine.
/// </summary>
/// <param name="StartTime">Field 22 of <c>/proc/pid/stat</c>, in clock ticks since boot.</param>
/// <param name="Boot">The first letters of the machine's boot id (<see cref="ProcFileSystem.Boot"/>).</param>
public sealed record LocalJobId(int Pid, long StartTime, string Boot)
{
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
