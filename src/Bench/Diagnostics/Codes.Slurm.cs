namespace Bench.Diagnostics;

public static partial class Codes
{
    /// <summary>There is no sbatch where jobs are to be submitted.</summary>
    public const string SlurmMissing = "BENCH3301";

    public const string PartitionInvalid = "BENCH3302";

    public const string AccountInvalid = "BENCH3303";

    public const string QosInvalid = "BENCH3304";

    /// <summary>A job asks for more time than it may have.</summary>
    public const string TimeTooLong = "BENCH3305";

    /// <summary>A job asks for nodes, CPUs, memory, features or a reservation that are not there.</summary>
    public const string ResourcesNotThere = "BENCH3306";

    /// <summary>slurmctld did not answer for minutes.</summary>
    public const string SlurmSilent = "BENCH3307";

    /// <summary>sbatch does not know an option.</summary>
    public const string SlurmOption = "BENCH3308";

    /// <summary>The job's folder cannot be written on the cluster.</summary>
    public const string FolderNotUsable = "BENCH3309";

    /// <summary>A limit of the account, user or QOS stands against the job.</summary>
    public const string SlurmLimit = "BENCH3310";

    /// <summary>Jobs are still there long after they were cancelled.</summary>
    public const string JobStays = "BENCH3311";
}
