namespace Bench.Diagnostics;

public static partial class Codes
{
    // 10xx: the file and its YAML.
    public const string FileNotReadable = "BENCH1001";
    public const string YamlSyntax = "BENCH1002";
    public const string NotText = "BENCH1003";
    public const string TooLarge = "BENCH1004";
    public const string YamlFeature = "BENCH1005";
    public const string DuplicateKey = "BENCH1006";
    public const string ServiceWithoutPort = "BENCH1007";
    public const string TooManyErrors = "BENCH1009";

    // 11xx: keys and values.
    public const string UnknownKey = "BENCH1101";
    public const string MissingKey = "BENCH1102";
    public const string WrongType = "BENCH1103";
    public const string BadValue = "BENCH1104";
    public const string OutOfRange = "BENCH1105";
    public const string UnknownKind = "BENCH1106";
    public const string BadReference = "BENCH1107";
    public const string CommandNeedsShell = "BENCH1108";
    public const string UnknownChoice = "BENCH1109";
    public const string BadSet = "BENCH1110";

    // 12xx: what the values mean together.
    public const string BadName = "BENCH1201";
    public const string ServiceOrServices = "BENCH1202";
    public const string PortTwice = "BENCH1203";
    public const string NoWorkloads = "BENCH1204";
    public const string UnknownService = "BENCH1205";
    public const string ServiceNotChosen = "BENCH1206";
    public const string ImpossiblePattern = "BENCH1207";
    public const string MetricSource = "BENCH1208";
    public const string BadRegex = "BENCH1209";
    public const string DanglingReference = "BENCH1210";
    public const string ReferenceCycle = "BENCH1211";
    public const string SweepPath = "BENCH1212";
    public const string SweepValues = "BENCH1213";
    public const string TooManyPoints = "BENCH1214";
    public const string GateUnknownWorkload = "BENCH1215";
    public const string GateLimit = "BENCH1216";
    public const string HealthTimes = "BENCH1217";
    public const string ValidityShare = "BENCH1218";
    public const string SecretInFile = "BENCH1219";
    public const string UnknownCluster = "BENCH1220";
    public const string KeysConflict = "BENCH1221";
    public const string WorkloadMismatch = "BENCH1222";
    public const string ImageWithoutRuntime = "BENCH1223";
    public const string ContainerWithoutImage = "BENCH1224";
    public const string RuntimeNotYet = "BENCH1225";
    public const string BadImage = "BENCH1226";
    public const string ImageNotFound = "BENCH1227";
    public const string DirectiveRefused = "BENCH1228";
    public const string UnknownNode = "BENCH1229";
    public const string FileNotFound = "BENCH1240";
}
