namespace Bench.Diagnostics;

// 90xx: the command line and the hosts. build.sh prints 9001 to 9007, 9014 and 9015 itself, before any .NET code runs.
public static partial class Codes
{
    public const string UnknownTarget = "BENCH9001";
    public const string UnknownParameter = "BENCH9002";
    public const string MissingValue = "BENCH9003";
    public const string ParameterNotUsed = "BENCH9004";
    public const string BadParameterValue = "BENCH9005";
    public const string NoSdk = "BENCH9006";
    public const string HostNotCompiled = "BENCH9007";
    public const string BadDefaultsFile = "BENCH9008";
    public const string TestsFailed = "BENCH9010";
    public const string ProjectWithoutTests = "BENCH9011";
    public const string LoadNotPublished = "BENCH9012";
    public const string TestbedFailed = "BENCH9013";
    public const string NukeNotRestored = "BENCH9014";
    public const string UnknownHost = "BENCH9015";
    public const string CrossToolsMissing = "BENCH9016";
}
