namespace Bench.Diagnostics;

public static partial class Codes
{
    /// <summary>The scheduler, or this machine, refused to start a job.</summary>
    public const string SubmitFailed = "BENCH3001";

    /// <summary>A file of a job could not be read or written.</summary>
    public const string FileFailed = "BENCH3002";

    /// <summary>Processes of a job are still there after KILL.</summary>
    public const string StopFailed = "BENCH3003";
}
