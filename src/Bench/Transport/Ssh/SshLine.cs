using Renci.SshNet;

namespace Bench.Transport.Ssh;

/// <summary>A connection that stands, or stood, with those to the machines that it goes through.</summary>
/// <param name="through">In the order in which they were made; closed in the reverse one.</param>
internal sealed class SshLine(SshClient client, IReadOnlyList<IDisposable> through) : IDisposable
{
    private readonly HashSet<SshCommand> _commands = [];
    private bool _isOver;

    public bool IsAlive
    {
        get
        {
            lock (_commands)
            {
                return !_isOver && client.IsConnected;
            }
        }
    }

    /// <summary>A command for the login shell there, not yet started.</summary>
    /// <exception cref="SshInterruptedException">The line is broken.</exception>
    public SshCommand Create(string text)
    {
        lock (_commands)
        {
            if (_isOver)
            {
                throw new SshInterruptedException("The connection is closed.");
            }

            try
            {
                var command = client.CreateCommand(text);
                _commands.Add(command);
                return command;
            }
            catch (Exception e)
            {
                throw new SshInterruptedException(e.Message, e);
            }
        }
    }

    public void Release(SshCommand command)
    {
        lock (_commands)
        {
            _commands.Remove(command);
        }

        command.Dispose();
    }

    /// <summary>The server does not answer any more: commands in flight end, and the next call makes another connection. Does not wait.</summary>
    public void GiveUp()
    {
        lock (_commands)
        {
            if (_isOver)
            {
                return;
            }

            _isOver = true;
        }

        _ = Blocking.RunAsync(Close);
    }

    public void Dispose()
    {
        lock (_commands)
        {
            if (_isOver)
            {
                return;
            }

            _isOver = true;
        }

        Close();
    }

    private void Close()
    {
        SshCommand[] commands;
        lock (_commands)
        {
            commands = [.. _commands];
        }

        // The connection first: a command that is disposed while it stands takes leave from a server that may not answer.
        client.Dispose();
        foreach (var command in commands)
        {
            command.Dispose();
        }

        foreach (var part in through.Reverse())
        {
            part.Dispose();
        }
    }
}
