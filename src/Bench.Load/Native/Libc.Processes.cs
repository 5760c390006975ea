using System.Runtime.InteropServices;

namespace Bench.Load.Native;

/// <summary>What starting and ending processes as groups takes: .NET's own cannot give a child a process group.</summary>
internal static unsafe partial class Libc
{
    internal const int NoEntry = 2;                             // ENOENT
    internal const int NotAllowed = 13;                         // EACCES
    internal const int CloseOnExec = 0x80000;                   // O_CLOEXEC
    internal const int Interrupt = 2;                           // SIGINT
    internal const int Kill = 9;                                // SIGKILL
    internal const int BrokenPipe = 13;                         // SIGPIPE
    internal const int Terminate = 15;                          // SIGTERM
    internal const int Continue = 18;                           // SIGCONT
    internal const short PollIn = 1;
    internal const short SpawnGroup = 0x02;                     // POSIX_SPAWN_SETPGROUP
    internal const short SpawnDefaults = 0x04;                  // POSIX_SPAWN_SETSIGDEF
    internal const short SpawnMask = 0x08;                      // POSIX_SPAWN_SETSIGMASK
    internal const int ByPid = 1;                               // P_PID
    internal const int WaitNoHang = 1;                          // WNOHANG
    internal const int WaitExited = 4;                          // WEXITED
    internal const int WaitKeep = 0x1000000;                    // WNOWAIT
    internal const long PidfdOpen = 434;

    [DllImport("libc")]
    internal static extern int pipe2(int* ends, int flags);

    [DllImport("libc")]
    internal static extern nint read(int fd, byte* data, nint length);

    /// <summary>A negative number is a process group.</summary>
    [DllImport("libc")]
    internal static extern int kill(int process, int signal);

    [DllImport("libc")]
    internal static extern int waitpid(int process, int* status, int options);

    [DllImport("libc")]
    internal static extern int waitid(int kind, int process, byte* information, int options);

    /// <summary>Returns the error instead of setting it.</summary>
    [DllImport("libc")]
    internal static extern int posix_spawnp(int* process, byte* program, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [DllImport("libc")]
    internal static extern int posix_spawn_file_actions_init(byte* actions);

    [DllImport("libc")]
    internal static extern int posix_spawn_file_actions_destroy(byte* actions);

    [DllImport("libc")]
    internal static extern int posix_spawn_file_actions_adddup2(byte* actions, int from, int to);

    [DllImport("libc")]
    internal static extern int posix_spawn_file_actions_addopen(byte* actions, int fd, byte* path, int flags, uint mode);

    [DllImport("libc")]
    internal static extern int posix_spawnattr_init(byte* attributes);

    [DllImport("libc")]
    internal static extern int posix_spawnattr_destroy(byte* attributes);

    [DllImport("libc")]
    internal static extern int posix_spawnattr_setflags(byte* attributes, short flags);

    [DllImport("libc")]
    internal static extern int posix_spawnattr_setpgroup(byte* attributes, int group);

    [DllImport("libc")]
    internal static extern int posix_spawnattr_setsigmask(byte* attributes, byte* set);

    [DllImport("libc")]
    internal static extern int posix_spawnattr_setsigdefault(byte* attributes, byte* set);

    [DllImport("libc")]
    internal static extern int sigemptyset(byte* set);

    [DllImport("libc")]
    internal static extern int sigaddset(byte* set, int signal);
}
