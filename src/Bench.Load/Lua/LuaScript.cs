using System.Net;
using System.Net.Sockets;
using System.Text;
using Bench.Load.Requests;

namespace Bench.Load.Lua;

/// <summary>
/// A script of wrk or wrk2 over the life of a load. As there, a main state runs <c>setup</c> before it and <c>done</c> after it, and each worker has a
/// state of its own with <c>init</c>, <c>request</c> and <c>response</c> (SCRIPTING of wrk2).
/// </summary>
internal sealed class LuaScript : IAddressedRequests, IDisposable
{
    private readonly LuaSettings _settings;
    private readonly LuaApi _api;
    private readonly LuaState _main;
    private readonly int _mainEntries;
    private readonly List<LuaWorker> _workers = [];
    private readonly List<int> _entries = [];
    private readonly string _name;
    private LuaStatistics? _latency;
    private LuaStatistics? _requests;
    private int _running;

    /// <summary>Runs the script in all its states, then <c>setup</c> and <c>init</c> of each worker.</summary>
    /// <exception cref="LoadException">There is no such file, or it failed: script, line and message.</exception>
    internal LuaScript(LuaApi api, LuaSettings settings)
    {
        (_api, _settings, _name, _running) = (api, settings, Path.GetFileName(settings.File), settings.Workers);
        var code = Read(settings.File);
        _main = new LuaState(api);
        try
        {
            _mainEntries = Prepare(_main, 0);
            _main.Run(code, _name, 0);
            for (var i = 0; i < settings.Workers; i++)
            {
                var worker = new LuaWorker(new LuaState(api), settings.Endpoint);
                _workers.Add(worker);
                _entries.Add(Prepare(worker.State, i + 1));
                Enter(worker.State, _entries[i], "worker", i + 1);
                worker.State.Run(code, _name, 0);
                Enter(_main, _mainEntries, "setup", i + 1);
                Enter(worker.State, _entries[i], "init");
            }

            // What the script printed stands before what the program prints.
            Enter(_main, _mainEntries, "flush");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Is called once all workers were stopped by the script.</summary>
    internal Action? Stopped { get; set; }

    /// <summary>LuaJIT or Lua 5.4.</summary>
    internal string Interpreter => _api.Title;

    public IPEndPoint AddressOf(int worker) => _workers[worker].Address;

    public IRequestSource Create(int worker, int workers) => new LuaRequests(_workers[worker].State, _entries[worker], _name);

    /// <summary>Calls <c>done(summary, latency, requests)</c>, where the script has it.</summary>
    /// <exception cref="LoadException">It failed: script, line and message.</exception>
    internal void Done(LuaSummary summary)
    {
        (_latency, _requests) = (summary.Latency, summary.Requests);
        Enter(_main, _mainEntries, "done", () => summary.Push(_main));
        Enter(_main, _mainEntries, "flush");
    }

    public void Dispose()
    {
        _main.Dispose();
        _workers.ForEach(w => w.State.Dispose());
    }

    private static byte[] Read(string file)
    {
        try
        {
            var code = File.ReadAllBytes(file);
            // As lua's own loader does: a first line that begins with # is for the shell. The line stays, so that numbers of lines do.
            return code is [(byte)'#', ..] ? [.. "--"u8, .. code] : code;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LoadException($"The script cannot be read: {e.Message}", e);
        }
    }

    // Gives a state the global wrk; what the prelude answers is kept.
    private int Prepare(LuaState state, int worker)
    {
        using var text = typeof(LuaScript).Assembly.GetManifestResourceStream("Bench.Load.Lua.Prelude.lua")!;
        var code = new byte[text.Length];
        text.ReadExactly(code);
        state.Run(code, "bench-load", 1, () =>
        {
            PushHost(state);
            PushSettings(state, worker);
        });
        return _api.Keep(state.Handle);
    }

    private void PushSettings(LuaState state, int worker)
    {
        var target = _settings.Target;
        _api.PushTable(state.Handle);
        state.SetField("scheme", "http");
        state.SetField("host", target.Host);
        state.SetField("port", HasPort(_settings.Url) ? $"{target.Port}" : null);
        state.SetField("authority", target.Authority);
        state.SetField("path", target.PathAndQuery);
        state.SetField("url", _settings.Url);
        state.SetField("method", _settings.Method);
        state.SetField("body", () => PushBody(state));
        state.SetField("seed", () => _api.Push(state.Handle, (double)SeedOf(worker)));
        state.SetField("headers", () =>
        {
            _api.PushTable(state.Handle);
            foreach (var (name, value) in _settings.Headers)
            {
                state.SetField(name, value);
            }
        });
        state.SetField("arguments", () =>
        {
            _api.PushTable(state.Handle);
            var table = _api.Top(state.Handle);
            string[] all = [_settings.Url, .. _settings.Arguments];
            for (var i = 0; i < all.Length; i++)
            {
                _api.Push(state.Handle, (long)i);
                state.Push(all[i]);
                _api.RawSet(state.Handle, table);
            }
        });
    }

    private void PushBody(LuaState state)
    {
        if (_settings.Body is { } body)
        {
            _api.Push(state.Handle, body);
        }
        else
        {
            _api.PushNil(state.Handle);
        }
    }

    private static bool HasPort(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && url.Contains($":{uri.Port}", StringComparison.Ordinal);

    // Spread by a multiplier of SplitMix64, so that neighbours have nothing in common; 31 bits, which both interpreters take.
    private long SeedOf(int worker) => (long)((ulong)(_settings.Seed * 4099 + worker + 1) * 0x9E3779B97F4A7C15UL >> 33);

    private void PushHost(LuaState state)
    {
        void Add(string name, Func<nint, int> function) => state.SetField(name, () => state.PushFunction(function));

        _api.PushTable(state.Handle);
        Add("gettime", l => Answer(l, (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / 1e7));
        Add("sleep", Sleep);
        Add("lookup", Lookup);
        Add("connect", l => Answer(l, Connects(IPEndPoint.Parse(Text(l, 1)))));
        Add("address", l => Answer(l, Worker(l).Address.ToString()));
        Add("move", Move);
        Add("stop", Stop);
        Add("get", Get);
        Add("set", Set);
        Add("statistic", Statistic);
    }

    private int Sleep(nint l)
    {
        var seconds = _api.ToNumber(l, 1);
        Thread.Sleep(TimeSpan.FromSeconds(double.IsFinite(seconds) ? Math.Clamp(seconds, 0, 3600) : 0));
        return 0;
    }

    private int Lookup(nint l)
    {
        var service = Text(l, 2);
        var port = service switch { "" or "http" => 80, "https" => 443, _ => int.TryParse(service, out var number) && number is > 0 and < 65536 ? number : 0 };
        if (port == 0)
        {
            throw new LoadException($"wrk.lookup: '{service}' is no port; write a number or http");
        }

        IPAddress[] addresses;
        try
        {
            addresses = Dns.GetHostAddresses(Text(l, 1));
        }
        catch (SocketException e)
        {
            throw new LoadException($"wrk.lookup: the host '{Text(l, 1)}' has no address: {e.Message}", e);
        }

        _api.PushTable(l);
        var table = _api.Top(l);
        for (var i = 0; i < addresses.Length; i++)
        {
            _api.Push(l, (long)(i + 1));
            Answer(l, new IPEndPoint(addresses[i], port).ToString());
            _api.RawSet(l, table);
        }

        return 1;
    }

    private int Move(nint l)
    {
        Worker(l).Address = IPEndPoint.Parse(Text(l, 2));
        return 0;
    }

    private int Stop(nint l)
    {
        if (Worker(l).Stop() && Interlocked.Decrement(ref _running) == 0)
        {
            Stopped?.Invoke();
        }

        return 0;
    }

    private int Get(nint l)
    {
        var from = Worker(l).State;
        var top = _api.Top(from.Handle);
        from.PushGlobal(Name(l));
        // It may be its own state that is asked; then the value is where it shall be.
        if (from.Handle != l)
        {
            LuaState.Copy(_api, from.Handle, -1, l);
            _api.SetTop(from.Handle, top);
        }

        return 1;
    }

    private int Set(nint l)
    {
        var to = Worker(l).State.Handle;
        _api.PushGlobals(to);
        var globals = _api.Top(to);
        _api.Push(to, Name(l));
        if (to == l)
        {
            _api.PushCopy(l, 3);
        }
        else
        {
            LuaState.Copy(_api, l, 3, to);
        }

        _api.RawSet(to, globals);
        _api.SetTop(to, globals - 1);
        return 0;
    }

    private int Statistic(nint l)
    {
        var statistics = (Text(l, 1) == "latency" ? _latency : _requests) ?? throw new LoadException("there are no results yet");
        return Text(l, 2) switch
        {
            "min" => Answer(l, statistics.Min),
            "max" => Answer(l, statistics.Max),
            "mean" => Answer(l, statistics.Mean),
            "stdev" => Answer(l, statistics.Stdev),
            "count" => Answer(l, statistics.Count),
            "percentile" => Answer(l, statistics.Percentile(_api.ToNumber(l, 3))),
            "at" => Answer(l, statistics.Count == 0 ? 0 : statistics.Percentile(100.0 * _api.ToNumber(l, 3) / statistics.Count)),
            _ => 0,
        };
    }

    private static bool Connects(IPEndPoint endpoint)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            return socket.ConnectAsync(endpoint).Wait(TimeSpan.FromSeconds(5));
        }
        catch (AggregateException)
        {
            return false;
        }
    }

    private LuaWorker Worker(nint l) => _workers[(int)_api.ToNumber(l, 1) - 1];

    private string Text(nint l, int index) => _api.TryBytes(l, index, out var bytes) ? Encoding.UTF8.GetString(bytes) : "";

    private byte[] Name(nint l) => _api.TryBytes(l, 2, out var bytes) ? bytes.ToArray() : throw new LoadException("the name of a variable is needed");

    private int Answer(nint l, double value)
    {
        _api.Push(l, value);
        return 1;
    }

    private int Answer(nint l, bool value)
    {
        _api.Push(l, value);
        return 1;
    }

    private int Answer(nint l, string value)
    {
        _api.Push(l, Encoding.UTF8.GetBytes(value));
        return 1;
    }

    private void Enter(LuaState state, int entries, string name, int? worker = null) => Enter(state, entries, name, worker is { } index ? () => _api.Push(state.Handle, (long)index) : null);

    private void Enter(LuaState state, int entries, string name, Action? pushArgument)
    {
        _api.SetTop(state.Handle, 0);
        _api.PushKept(state.Handle, entries);
        state.Push(name);
        _api.RawGet(state.Handle, 1);
        pushArgument?.Invoke();
        state.Call(pushArgument is null ? 0 : 1, 0, $" (in {name})");
        _api.SetTop(state.Handle, 0);
    }
}
