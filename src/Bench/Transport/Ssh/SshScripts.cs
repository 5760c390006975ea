namespace Bench.Transport.Ssh;

/// <summary>
/// Operations on files as small POSIX scripts, with GNU or busybox tools: their arguments are words, never text of the script.
/// Not SFTP, though SSH.NET has it: its client needs a connection of its own, with a log-in of its own; it takes four round trips for what is one here;
/// and of a disk that is full it says 'failure'.
/// </summary>
internal static class SshScripts
{
    /// <summary>There is no such file.</summary>
    public const int Missing = 44;

    /// <summary>The content did not arrive whole.</summary>
    public const int Cut = 45;

    /// <summary>What is there is something else.</summary>
    public const int Differs = 46;

    /// <summary>path, offset, count</summary>
    public const string Read = """
        [ -e "$1" ] && [ ! -d "$1" ] || exit 44
        case $2 in -*) tail -c "${2#-}" -- "$1" | head -c "$3"; exit ;; esac
        exec dd if="$1" bs=65536 skip="$2" count="$3" iflag=skip_bytes,count_bytes status=none
        """;

    /// <summary>path</summary>
    public const string ReadAll = """
        [ -e "$1" ] && [ ! -d "$1" ] || exit 44
        exec cat -- "$1"
        """;

    /// <summary>
    /// folder; names by standard input, each with a NUL at its end; an archive. What changed while it was read is whole up to a length that it had;
    /// tar's status is no matter: what is not in the archive is asked for again, one by one.
    /// </summary>
    public const string ReadMany = """
        cd -- "$1" || exit 44
        tar -chf - --ignore-failed-read --no-recursion --null --verbatim-files-from -T - 2>/dev/null
        exit 0
        """;

    /// <summary>path</summary>
    public const string Length = """
        [ -e "$1" ] && [ ! -d "$1" ] || exit 44
        exec stat -Lc %s -- "$1"
        """;

    /// <summary>
    /// path, its folder, temporary name, length, 1 for a program. A line that breaks looks like the end of the content: so it is counted before the name is changed.
    /// Not flushed to the disk there: a shared file system takes its time, and what a node of the cluster loses with its power is written again.
    /// </summary>
    public const string Write = """
        [ -d "$2" ] || mkdir -p -- "$2" || exit 1
        trap 'rm -f -- "$3"' EXIT
        trap 'exit 1' HUP INT TERM PIPE
        head -c "$4" > "$3" || exit 1
        [ "$(stat -c %s -- "$3")" = "$4" ] || exit 45
        [ "$5" = 0 ] || chmod +x -- "$3" || exit 1
        mv -fT -- "$3" "$1"
        """;

    /// <summary>path, length, SHA-256, 1 for a program</summary>
    public const string IsSame = """
        [ -f "$1" ] && [ "$(stat -Lc %s -- "$1")" = "$2" ] && h=$(sha256sum < "$1") && [ "${h%% *}" = "$3" ] || exit 46
        [ "$4" = 0 ] || [ -x "$1" ] || chmod +x -- "$1"
        """;

    /// <summary>path</summary>
    public const string MakeDirectory = """
        exec mkdir -p -- "$1"
        """;

    /// <summary>folder; a list of length, time and path, each with a NUL at its end</summary>
    public const string List = """
        [ -d "$1" ] || exit 44
        exec find -H "$1" -ignore_readdir_race -type f -printf '%s %T@ %P\0'
        """;

    /// <summary>path</summary>
    public const string Remove = """
        exec rm -rf -- "$1"
        """;
}
