using System.Runtime.InteropServices;

namespace Bench.Load;

/// <summary>TERM and INT for loops that end at the next turn: they set a flag that waits can be ended by.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _term;
    private readonly PosixSignalRegistration _interrupt;

    internal StopSignal()
    {
        _term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
    }

    internal CancellationToken Token => _stop.Token;

    /// <summary>The exit status that tells of the signal: 143 or 130; 0 while none came.</summary>
    internal int Status { get; private set; }

    public void Dispose()
    {
        _term.Dispose();
        _interrupt.Dispose();
        _stop.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        Status = context.Signal == PosixSignal.SIGINT ? 130 : 143;
        _stop.Cancel();
    }
}
