using Renci.SshNet;
using Renci.SshNet.Common;

namespace Bench.Transport.Ssh;

/// <summary>One command on its channel: a thread opens it and feeds it, and is free again when all was read there.</summary>
internal sealed class SshRun
{
    private const int StopWaitMilliseconds = 500;

    private readonly SshLine _line;
    private readonly byte[] _text;
    private readonly Stream? _input;
    private readonly TaskCompletionSource<Task> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _feeding;
    private volatile bool _hasBegun;
    private volatile bool _isAbandoned;

    /// <param name="text">The line for <see cref="ShellText.Reader"/>.</param>
    /// <param name="input">What follows it, with an end; null for neither.</param>
    /// <exception cref="SshInterruptedException">The line is broken.</exception>
    public SshRun(SshLine line, byte[] text, Stream? input)
    {
        (_line, _text, _input) = (line, text, input);
        Command = line.Create(ShellText.Reader);
        _feeding = Blocking.RunAsync(Feed);
    }

    public SshCommand Command { get; }

    /// <summary>Done when the channel stands. Its result ends with the command.</summary>
    public Task<Task> Opened => _opened.Task;

    /// <summary>False as long as nothing was sent that the shell there could have run.</summary>
    public bool HasBegun => _hasBegun;

    /// <summary>As a shell has it: 128 and the number of the signal that ended it. Null where nobody said.</summary>
    public int? ExitCode => Command.ExitStatus ?? (Command.ExitSignal is { } signal ? 128 + Number(signal) : null);

    /// <summary>Sends KILL where the server takes signals, and closes the channel. What was not begun is not begun any more.</summary>
    public async Task StopAsync()
    {
        _isAbandoned = true;
        if (_opened.Task.IsCompletedSuccessfully)
        {
            await Blocking.RunAsync(() => Command.CancelAsync(forceKill: true, StopWaitMilliseconds)).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the channel, at once or as soon as it is open.</summary>
    public void Release()
    {
        _isAbandoned = true;
        _ = _opened.Task.IsCompleted ? Task.Run(() => _line.Release(Command)) : _feeding.ContinueWith(_ => _line.Release(Command), TaskScheduler.Default);
    }

    private void Feed()
    {
        Task done;
        try
        {
            done = Command.ExecuteAsync();
        }
        catch (Exception e)
        {
            // A server that has no channel free says so; one that is gone says nothing.
            if (e is SshOperationTimeoutException or SshConnectionException || !_line.IsAlive)
            {
                _line.GiveUp();
            }

            _opened.SetException(new SshInterruptedException(e.Message, e));
            return;
        }

        try
        {
            var input = Command.CreateInputStream();
            if (!_isAbandoned)
            {
                _hasBegun = true;
                _opened.SetResult(done);
                input.Write(_text);
                if (_input is not null)
                {
                    using (input) // its end is sent with that
                    {
                        _input.CopyTo(input);
                    }
                }
            }
        }
        catch (Exception)
        {
            // The command does not read to its end, or the line broke: how the command ends tells which.
        }

        _opened.TrySetResult(done);
    }

    private static int Number(string signal) => signal switch
    {
        "HUP" => 1,
        "INT" => 2,
        "QUIT" => 3,
        "ILL" => 4,
        "ABRT" => 6,
        "FPE" => 8,
        "KILL" => 9,
        "USR1" => 10,
        "SEGV" => 11,
        "USR2" => 12,
        "PIPE" => 13,
        "ALRM" => 14,
        "TERM" => 15,
        _ => 0,
    };
}
