using Nuke.Common;

/// <summary>The NUKE host: <c>BENCH_HOST=nuke ./build.sh TARGET</c>.</summary>
partial class Build : NukeBuild, IBench
{
    public static int Main() => Execute<Build>(build => build.Help);
}
