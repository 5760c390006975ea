namespace Bench.Diagnostics;

public static partial class Codes
{
    // 31xx: what a job is given
    public const string EnvironmentMissing = "BENCH3101";

    public const string NodeToolsMissing = "BENCH3102";
    public const string SchedulerSilent = "BENCH3103";

    // 34xx: images on the cluster
    public const string ImageMissing = "BENCH3401";
    public const string ImageNotBuilt = "BENCH3402";

    // 4xxx: health
    public const string ServiceEnded = "BENCH4001";
    public const string HealthTimeout = "BENCH4002";

    // 5xxx: workloads
    public const string WorkloadFailed = "BENCH5001";
    public const string ServiceEndedDuringLoad = "BENCH5002";
    public const string ResultMissing = "BENCH5003";
    public const string MetricNotFound = "BENCH5004";

    // 8xxx: runs and their store
    public const string NoSuchRun = "BENCH8001";
    public const string AmbiguousRun = "BENCH8002";
    public const string RunIsDriven = "BENCH8003";
    public const string NothingMeasured = "BENCH8004";
    public const string FileDamaged = "BENCH8005";
    public const string LeftOver = "BENCH8006";
    public const string ReportNotValid = "BENCH8007";
    public const string GateFailed = "BENCH8008";
    public const string StoreUnknown = "BENCH8009";

    // 9xxx: the command line and Bench itself
    public const string WorkloadNotSaid = "BENCH9023";
    public const string RecipeMissing = "BENCH9020";
    public const string OptionIgnored = "BENCH9021";
    public const string SchedulerMissing = "BENCH9022";
    public const string Fault = "BENCH9999";
}
