using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Bench.Load.Lua;

/// <summary>One Lua state, and the functions of the program that its scripts may call. Not for several threads at once.</summary>
internal sealed unsafe class LuaState : IDisposable
{
    /// <summary>How deep tables may be nested that go from one state to another; a table in itself has no end.</summary>
    private const int DeepestTable = 100;

    private static readonly ConcurrentDictionary<long, LuaState> All = new();
    private static long _last;
    private static LuaApi? _jit;
    private static LuaApi? _plain;

    private readonly long _id = Interlocked.Increment(ref _last);
    private readonly List<Func<nint, int>> _functions = [];
    private readonly nint _state;

    internal LuaState(LuaApi api)
    {
        Api = api;
        _state = api.NewState();
        _ = api.IsJit ? _jit = api : _plain = api;
        All[_id] = this;
    }

    internal LuaApi Api { get; }

    /// <summary>What <see cref="LuaApi"/> takes.</summary>
    internal nint Handle => _state;

    public void Dispose()
    {
        if (All.TryRemove(_id, out _))
        {
            Api.Close(_state);
        }
    }

    /// <summary>Pushes a function of the program.</summary>
    /// <param name="function">
    /// Gets the state that calls (a coroutine is one of its own), with the arguments from index 1, and pushes what it says it returns. What it throws
    /// the script gets as nil and the message.
    /// </param>
    internal void PushFunction(Func<nint, int> function)
    {
        Api.Push(_state, (double)_id);
        Api.Push(_state, (double)_functions.Count);
        _functions.Add(function);
        Api.PushFunction(_state, Api.IsJit ? &CalledByJit : &CalledByPlain, 2);
    }

    /// <summary>Runs a script's text and leaves <paramref name="results"/> values on the stack. Below its arguments the caller has pushed nothing.</summary>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="LoadException">It cannot be parsed, or it failed: script, line and message.</exception>
    internal void Run(ReadOnlySpan<byte> code, string name, int results, Action? pushArguments = null)
    {
        if (!Api.TryLoad(_state, code, Encoding.UTF8.GetBytes($"@{name}\0")))
        {
            throw Failure("");
        }

        var before = Api.Top(_state);
        pushArguments?.Invoke();
        Call(Api.Top(_state) - before, results, "");
    }

    /// <summary>Calls the function below its arguments.</summary>
    /// <param name="during">For the message: <c> in request()</c>.</param>
    /// <exception cref="LoadException">It failed: script, line and message.</exception>
    internal void Call(int arguments, int results, string during)
    {
        if (!Api.Call(_state, arguments, results))
        {
            throw Failure(during);
        }
    }

    internal void Push(string text) => Api.Push(_state, Encoding.UTF8.GetBytes(text));

    /// <summary>Sets a field of the table on top of the stack.</summary>
    internal void SetField(string name, string? value) => SetField(name, () =>
    {
        if (value is null)
        {
            Api.PushNil(_state);
        }
        else
        {
            Push(value);
        }
    });

    /// <param name="push">Pushes the value.</param>
    internal void SetField(string name, Action push)
    {
        var table = Api.Top(_state);
        Push(name);
        push();
        Api.RawSet(_state, table);
    }

    /// <summary>Pushes a global variable, without metamethods.</summary>
    internal void PushGlobal(ReadOnlySpan<byte> name)
    {
        Api.PushGlobals(_state);
        Api.Push(_state, name);
        Api.RawGet(_state, Api.Top(_state) - 1);
    }

    /// <summary>Whether a global variable is a function.</summary>
    internal bool HasFunction(ReadOnlySpan<byte> name)
    {
        var top = Api.Top(_state);
        PushGlobal(name);
        var found = Api.TypeOf(_state, -1) == LuaApi.TypeFunction;
        Api.SetTop(_state, top);
        return found;
    }

    /// <summary>Pushes a copy of a state's value to another state.</summary>
    /// <exception cref="LoadException">It is of a type that cannot leave its state, or nested too deep.</exception>
    internal static void Copy(LuaApi api, nint from, int index, nint to, int depth = 0)
    {
        if (depth > DeepestTable || !api.HasRoom(from, 4) || !api.HasRoom(to, 4))
        {
            throw new LoadException($"a table that is nested more than {DeepestTable} deep cannot go to another thread");
        }

        switch (api.TypeOf(from, index))
        {
            case LuaApi.TypeNil:
                api.PushNil(to);
                break;
            case LuaApi.TypeBoolean:
                api.Push(to, api.ToBoolean(from, index));
                break;
            case LuaApi.TypeNumber when api.IsInteger(from, index):
                api.Push(to, (long)api.ToNumber(from, index));
                break;
            case LuaApi.TypeNumber:
                api.Push(to, api.ToNumber(from, index));
                break;
            case LuaApi.TypeString:
                api.TryBytes(from, index, out var bytes);
                api.Push(to, bytes);
                break;
            case LuaApi.TypeTable:
                CopyTable(api, from, index, to, depth);
                break;
            default:
                throw new LoadException("functions, threads and userdata cannot go to another thread: only booleans, numbers, strings and tables of them");
        }
    }

    private static void CopyTable(LuaApi api, nint from, int index, nint to, int depth)
    {
        var top = api.Top(from);
        var source = index < 0 ? top + 1 + index : index;
        api.PushTable(to);
        var table = api.Top(to);
        api.PushNil(from);
        while (api.Next(from, source))
        {
            Copy(api, from, top + 1, to, depth + 1);
            Copy(api, from, top + 2, to, depth + 1);
            api.RawSet(to, table);
            api.SetTop(from, top + 1);
        }
    }

    // The message is on top of the stack: 'hotel.lua:12: attempt to …' already says script and line.
    private LoadException Failure(string during)
    {
        var message = Api.TryBytes(_state, -1, out var bytes) ? Encoding.UTF8.GetString(bytes) : "the script raised an error that is no text";
        Api.SetTop(_state, 0);
        return new LoadException($"{message}{during}");
    }

    // One entry for each interface: which of the two calls, the state alone does not tell.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CalledByJit(nint state) => Called(_jit!, state);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CalledByPlain(nint state) => Called(_plain!, state);

    // Neither an exception nor a Lua error may cross this frame.
    private static int Called(LuaApi api, nint state)
    {
        try
        {
            var owner = All[(long)api.ToNumber(state, api.Upvalue(1))];
            return owner._functions[(int)api.ToNumber(state, api.Upvalue(2))](state);
        }
        catch (Exception e)
        {
            api.SetTop(state, 0);
            api.PushNil(state);
            api.Push(state, Encoding.UTF8.GetBytes(e.Message));
            return 2;
        }
    }
}
