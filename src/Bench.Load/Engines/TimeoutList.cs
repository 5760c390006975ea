namespace Bench.Load.Engines;

/// <summary>
/// Connections with a running timeout, oldest first. All have the same timeout and join when it starts, so the order is that of expiry and every
/// operation costs the same, whatever the number of connections (wrk2 scans a list of timers instead).
/// </summary>
internal sealed class TimeoutList
{
    private Connection? _last;

    internal Connection? Oldest { get; private set; }

    internal void Add(Connection connection)
    {
        (connection.Before, connection.After) = (_last, null);
        if (_last is null)
        {
            Oldest = connection;
        }
        else
        {
            _last.After = connection;
        }

        _last = connection;
    }

    internal void Remove(Connection connection)
    {
        if (connection.Before is null)
        {
            if (Oldest != connection)
            {
                return;
            }

            Oldest = connection.After;
        }
        else
        {
            connection.Before.After = connection.After;
        }

        if (connection.After is null)
        {
            _last = connection.Before;
        }
        else
        {
            connection.After.Before = connection.Before;
        }

        (connection.Before, connection.After) = (null, null);
    }
}
