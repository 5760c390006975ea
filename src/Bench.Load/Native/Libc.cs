using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Bench.Load.Native;

/// <summary>
/// The system calls of the engine, blittable so that a call costs what the kernel costs. Those that never block go without the runtime's transition
/// (SuppressGCTransition); epoll_pwait2 may block and must not.
/// </summary>
internal static unsafe partial class Libc
{
    internal const int StreamNonBlocking = 1 | 0x800 | 0x80000; // SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC
    internal const int StreamBlocking = 1 | 0x80000;            // SOCK_STREAM | SOCK_CLOEXEC
    internal const int NoSignal = 0x4000;                       // MSG_NOSIGNAL
    internal const int WaitAll = 0x100;                         // MSG_WAITALL
    internal const int Tcp = 6;                                 // IPPROTO_TCP
    internal const int NoDelay = 1;                             // TCP_NODELAY
    internal const int SocketLevel = 1;                         // SOL_SOCKET
    internal const int SocketError = 4;                         // SO_ERROR
    internal const int ReceiveTime = 35;                        // SO_TIMESTAMPNS, of 64-bit systems, and what its message is called
    internal const int LocalFamily = 1;                         // AF_UNIX
    internal const int CtlAdd = 1;
    internal const int CtlDelete = 2;
    internal const int CtlModify = 3;
    internal const uint In = 1;
    internal const uint Out = 4;
    internal const uint Ended = 0x2000 | 0x10 | 8;              // EPOLLRDHUP | EPOLLHUP | EPOLLERR
    internal const uint PeerEnd = 0x2000;                       // EPOLLRDHUP
    internal const uint Edge = 1u << 31;                        // EPOLLET
    internal const int Again = 11;
    internal const int InProgress = 115;
    internal const int Interrupted = 4;
    internal const int Busy = 16;
    internal const int NotImplemented = 38;
    internal const int TimedOut = 62;                           // ETIME
    internal const int NoBuffers = 105;
    internal const int TimerSlack = 29;                         // PR_SET_TIMERSLACK
    internal const int ThreadCpuClock = 3;                      // CLOCK_THREAD_CPUTIME_ID
    internal const long EpollPwait2 = 441;                      // these numbers are the same on every architecture
    internal const long IoUringSetup = 425;
    internal const long IoUringEnter = 426;
    internal const long IoUringRegister = 427;

    // By number where a request costs a call: as points at which a thread may be cancelled, libc's own functions do more than the call, 3 % of a request's CPU time.
    private static readonly long SendTo = IsX64 ? 44 : 206;
    private static readonly long ReceiveFrom = IsX64 ? 45 : 207;
    private static readonly long ReceiveMessage = IsX64 ? 47 : 212;
    private static readonly long EpollPwait = IsX64 ? 281 : 22;

    private static bool IsX64 => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    internal static int Error => Marshal.GetLastSystemError();

    [DllImport("libc"), SuppressGCTransition]
    internal static extern int socket(int family, int type, int protocol);

    [DllImport("libc"), SuppressGCTransition]
    internal static extern int socketpair(int family, int type, int protocol, int* pair);

    [DllImport("libc"), SuppressGCTransition]
    internal static extern int connect(int fd, byte* address, int length);

    [DllImport("libc"), SuppressGCTransition]
    internal static extern int setsockopt(int fd, int level, int name, int* value, int length);

    [DllImport("libc"), SuppressGCTransition]
    internal static extern int getsockopt(int fd, int level, int name, int* value, int* length);

    /// <summary>To a socket that does not block.</summary>
    internal static nint send(int fd, byte* data, nint length, int flags) => (nint)QuickCall(SendTo, fd, (long)data, length, flags, 0, 0);

    /// <summary>From a socket that does not block.</summary>
    internal static nint recv(int fd, byte* data, nint length, int flags) => (nint)QuickCall(ReceiveFrom, fd, (long)data, length, flags, 0, 0);

    /// <summary>From a socket that does not block, with what the kernel says of it.</summary>
    internal static nint recvmsg(int fd, Message* message, int flags) => (nint)QuickCall(ReceiveMessage, fd, (long)message, flags, 0, 0, 0);

    [DllImport("libc")]
    internal static extern int close(int fd);

    [DllImport("libc"), SuppressGCTransition]
    internal static extern int epoll_create1(int flags);

    [DllImport("libc"), SuppressGCTransition]
    internal static extern int epoll_ctl(int epoll, int operation, int fd, byte* epollEvent);

    /// <summary>The events that are there.</summary>
    internal static int EpollLook(int epoll, byte* events, int count) => (int)QuickCall(EpollPwait, epoll, (long)events, count, 0, 0, 8);

    // By number, since glibc has epoll_pwait2 from 2.35 on only.
    [DllImport("libc")]
    internal static extern long syscall(long number, long epoll, byte* events, long count, long* time, nint mask, long maskSize);

    [DllImport("libc", EntryPoint = "syscall")]
    internal static extern long Call(long number, long one, long two, long three, long four, long five, long six);

    /// <summary>For calls that do not wait.</summary>
    [DllImport("libc", EntryPoint = "syscall"), SuppressGCTransition]
    internal static extern long QuickCall(long number, long one, long two, long three, long four, long five, long six);

    [DllImport("libc")]
    internal static extern byte* mmap(byte* at, nint size, int protection, int flags, int fd, long offset);

    [DllImport("libc")]
    internal static extern int munmap(byte* at, nint size);

    [DllImport("libc"), SuppressGCTransition]
    internal static extern int shutdown(int fd, int how);

    [DllImport("libc")]
    internal static extern int ppoll(PollFd* fds, ulong count, long* time, nint mask);

    [DllImport("libc")]
    internal static extern int prctl(int option, ulong value, ulong three, ulong four, ulong five);

    // Of the calling thread, where the first argument is 0.
    [DllImport("libc")]
    internal static extern int sched_getaffinity(int thread, nint size, ulong* mask);

    [DllImport("libc")]
    internal static extern int sched_setaffinity(int thread, nint size, ulong* mask);

    [DllImport("libc"), SuppressGCTransition]
    internal static extern int clock_gettime(int clock, long* time);

    /// <summary>CLOCK_REALTIME, ns since 1970.</summary>
    internal static long WallTime()
    {
        var time = stackalloc long[2];
        _ = clock_gettime(0, time);
        return time[0] * 1_000_000_000 + time[1];
    }

    /// <summary>struct msghdr</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Message
    {
        internal void* Name;
        internal int NameLength;
        internal Part* Parts;
        internal nint PartCount;
        internal void* Control;
        internal nint ControlLength;
        internal int Flags;
    }

    /// <summary>struct iovec</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Part
    {
        internal byte* Data;
        internal nint Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct PollFd
    {
        internal int Fd;
        internal short Events;
        internal short Returned;
    }
}
