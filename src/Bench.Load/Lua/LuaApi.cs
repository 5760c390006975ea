using System.Runtime.InteropServices;

namespace Bench.Load.Lua;

/// <summary>
/// The C interface of LuaJIT (that of Lua 5.1) or of Lua 5.4, as far as it is used, found when it is asked for: bench-load runs on machines that have
/// neither. Source: the manuals of Lua 5.1 (§3) and 5.4 (§4). Functions that can neither run a script nor raise an error go without the runtime's
/// transition; those that can must not, as a script may call back. An error must never leave C through a frame of ours, so scripts run by
/// <see cref="Call"/> only.
/// </summary>
internal sealed unsafe class LuaApi
{
    internal const int TypeNil = 0;
    internal const int TypeBoolean = 1;
    internal const int TypeNumber = 3;
    internal const int TypeString = 4;
    internal const int TypeTable = 5;
    internal const int TypeFunction = 6;

    private const int GlobalsOfJit = -10002;        // LUA_GLOBALSINDEX of 5.1
    private const int RegistryOfJit = -10000;       // LUA_REGISTRYINDEX of 5.1
    private const int RegistryOfPlain = -1_001_000; // −LUAI_MAXSTACK − 1000 of 5.4
    private const int GlobalsInRegistry = 2;        // LUA_RIDX_GLOBALS of 5.4

    // LuaJIT first: it is what wrk2 has. Names of 5.4 are those of Debian, Fedora, Arch and SUSE.
    private static readonly string[] Candidates = ["libluajit-5.1.so.2", "liblua5.4.so.0", "liblua-5.4.so", "liblua.so.5.4", "liblua5.4.so.5"];

    private readonly delegate* unmanaged[Cdecl]<nint> _newState;
    private readonly delegate* unmanaged[Cdecl]<nint, void> _openLibraries;
    private readonly delegate* unmanaged[Cdecl]<nint, void> _close;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, byte*, int> _loadBuffer;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, byte*, byte*, int> _loadBufferX;
    private readonly delegate* unmanaged[Cdecl]<nint, int, int, int, int> _call;
    private readonly delegate* unmanaged[Cdecl]<nint, int, int, int, nint, nint, int> _callK;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint> _pushBytes;
    private readonly delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<nint, int>, int, void> _pushFunction;
    private readonly delegate* unmanaged[Cdecl]<nint, int, int, void> _createTable;
    private readonly delegate* unmanaged[Cdecl]<nint, int, void> _rawSet;
    private readonly delegate* unmanaged[Cdecl]<nint, int, int> _next;
    private readonly delegate* unmanaged[Cdecl]<nint, int, int> _ref;
    private readonly delegate* unmanaged[Cdecl]<nint, int, int> _checkStack;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int> _getTop;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, void> _setTop;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int> _type;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, void> _pushNil;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, void> _pushBoolean;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, double, void> _pushNumber;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, nint, void> _pushInteger;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, void> _pushValue;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int> _toBoolean;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, double> _toNumber;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int*, double> _toNumberX;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, nuint*, byte*> _toBytes;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, void> _rawGet;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, nint, void> _rawGetIndex;
    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int> _isInteger;

    private LuaApi(string name, nint library)
    {
        nint Find(string function) => NativeLibrary.TryGetExport(library, function, out var found)
            ? found
            : throw new LoadException($"{name} lacks the function {function}: it is no LuaJIT 2 and no Lua 5.4.");

        Name = name;
        IsJit = NativeLibrary.TryGetExport(library, "luaJIT_setmode", out _);
        _newState = (delegate* unmanaged[Cdecl]<nint>)Find("luaL_newstate");
        _openLibraries = (delegate* unmanaged[Cdecl]<nint, void>)Find("luaL_openlibs");
        _close = (delegate* unmanaged[Cdecl]<nint, void>)Find("lua_close");
        _pushBytes = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint>)Find("lua_pushlstring");
        _pushFunction = (delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<nint, int>, int, void>)Find("lua_pushcclosure");
        _createTable = (delegate* unmanaged[Cdecl]<nint, int, int, void>)Find("lua_createtable");
        _rawSet = (delegate* unmanaged[Cdecl]<nint, int, void>)Find("lua_rawset");
        _next = (delegate* unmanaged[Cdecl]<nint, int, int>)Find("lua_next");
        _ref = (delegate* unmanaged[Cdecl]<nint, int, int>)Find("luaL_ref");
        _checkStack = (delegate* unmanaged[Cdecl]<nint, int, int>)Find("lua_checkstack");
        _getTop = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int>)Find("lua_gettop");
        _setTop = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, void>)Find("lua_settop");
        _type = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int>)Find("lua_type");
        _pushNil = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, void>)Find("lua_pushnil");
        _pushBoolean = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, void>)Find("lua_pushboolean");
        _pushNumber = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, double, void>)Find("lua_pushnumber");
        _pushInteger = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, nint, void>)Find("lua_pushinteger");
        _pushValue = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, void>)Find("lua_pushvalue");
        _toBoolean = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int>)Find("lua_toboolean");
        _toBytes = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, nuint*, byte*>)Find("lua_tolstring");
        _rawGet = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, void>)Find("lua_rawget");
        // The index is an int in 5.1 and 64 bits wide in 5.4; in a register the one is the lower half of the other.
        _rawGetIndex = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, nint, void>)Find("lua_rawgeti");
        if (IsJit)
        {
            _loadBuffer = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, byte*, int>)Find("luaL_loadbuffer");
            _call = (delegate* unmanaged[Cdecl]<nint, int, int, int, int>)Find("lua_pcall");
            _toNumber = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, double>)Find("lua_tonumber");
        }
        else
        {
            _loadBufferX = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, byte*, byte*, int>)Find("luaL_loadbufferx");
            _callK = (delegate* unmanaged[Cdecl]<nint, int, int, int, nint, nint, int>)Find("lua_pcallk");
            _toNumberX = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int*, double>)Find("lua_tonumberx");
            _isInteger = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int>)Find("lua_isinteger");
        }
    }

    /// <summary>The library's file.</summary>
    internal string Name { get; }

    /// <summary>It is LuaJIT; else Lua 5.4.</summary>
    internal bool IsJit { get; }

    /// <summary>For the result: what runs the scripts.</summary>
    internal string Title => IsJit ? "LuaJIT" : "Lua 5.4";

    private int Registry => IsJit ? RegistryOfJit : RegistryOfPlain;

    /// <summary>The best that this machine has.</summary>
    /// <exception cref="LoadException">It has none.</exception>
    /// <param name="candidates">File names, the best first; null: those that distributions have.</param>
    internal static LuaApi Find(IReadOnlyList<string>? candidates = null) => (candidates ?? Candidates).Select(Open).FirstOrDefault(a => a is not null) ?? throw new LoadException(
        $"A Lua script needs LuaJIT or Lua 5.4, and this machine has neither ({string.Join(", ", Candidates[..2])}). "
        + "Install one: apt install libluajit-5.1-2 (or dnf install luajit).");

    /// <summary>A library by its file name, or null where there is none.</summary>
    internal static LuaApi? Open(string name) => NativeLibrary.TryLoad(name, out var library) ? new LuaApi(name, library) : null;

    internal nint NewState()
    {
        var state = _newState();
        if (state == 0)
        {
            throw new LoadException($"{Name} has no memory left for another script.");
        }

        _openLibraries(state);
        return state;
    }

    internal void Close(nint state) => _close(state);

    /// <summary>Pushes the chunk, or the message that says why it is none.</summary>
    internal bool TryLoad(nint state, ReadOnlySpan<byte> code, ReadOnlySpan<byte> nameWithNul)
    {
        fixed (byte* start = code, name = nameWithNul)
        {
            return (IsJit ? _loadBuffer(state, start, (nuint)code.Length, name) : _loadBufferX(state, start, (nuint)code.Length, name, null)) == 0;
        }
    }

    /// <summary>Calls the function below its arguments; false where it failed, with the error alone on the stack in their place.</summary>
    internal bool Call(nint state, int arguments, int results) =>
        (IsJit ? _call(state, arguments, results, 0) : _callK(state, arguments, results, 0, 0, 0)) == 0;

    internal int Top(nint state) => _getTop(state);

    internal void SetTop(nint state, int top) => _setTop(state, top);

    internal int TypeOf(nint state, int index) => _type(state, index);

    internal bool HasRoom(nint state, int values) => _checkStack(state, values) != 0;

    internal void PushNil(nint state) => _pushNil(state);

    internal void Push(nint state, bool value) => _pushBoolean(state, value ? 1 : 0);

    internal void Push(nint state, double value) => _pushNumber(state, value);

    internal void Push(nint state, long value) => _pushInteger(state, (nint)value);

    internal void Push(nint state, ReadOnlySpan<byte> value)
    {
        fixed (byte* start = value)
        {
            _ = _pushBytes(state, start, (nuint)value.Length);
        }
    }

    internal void PushCopy(nint state, int index) => _pushValue(state, index);

    /// <summary>A function with the values on top of the stack as its upvalues.</summary>
    internal void PushFunction(nint state, delegate* unmanaged[Cdecl]<nint, int> function, int upvalues) => _pushFunction(state, function, upvalues);

    internal int Upvalue(int number) => (IsJit ? GlobalsOfJit : RegistryOfPlain) - number;

    internal void PushTable(nint state) => _createTable(state, 0, 0);

    /// <summary>Pops value and key into the table at an index.</summary>
    internal void RawSet(nint state, int table) => _rawSet(state, table);

    /// <summary>Replaces the key on top by the table's value, without metamethods.</summary>
    internal void RawGet(nint state, int table) => _rawGet(state, table);

    internal bool Next(nint state, int table) => _next(state, table) != 0;

    internal void PushGlobals(nint state)
    {
        if (IsJit)
        {
            _pushValue(state, GlobalsOfJit);
        }
        else
        {
            _rawGetIndex(state, RegistryOfPlain, GlobalsInRegistry);
        }
    }

    /// <summary>Pops the value on top and keeps it; the number brings it back by <see cref="PushKept"/>.</summary>
    internal int Keep(nint state) => _ref(state, Registry);

    internal void PushKept(nint state, int kept) => _rawGetIndex(state, Registry, kept);

    internal bool ToBoolean(nint state, int index) => _toBoolean(state, index) != 0;

    internal double ToNumber(nint state, int index) => IsJit ? _toNumber(state, index) : _toNumberX(state, index, null);

    /// <summary>It is a number of 5.4's subtype integer.</summary>
    internal bool IsInteger(nint state, int index) => !IsJit && _isInteger(state, index) != 0;

    /// <summary>The bytes of a string, or of a number's text; valid while the value is on the stack. False for any other type.</summary>
    internal bool TryBytes(nint state, int index, out ReadOnlySpan<byte> bytes)
    {
        nuint length;
        var start = _toBytes(state, index, &length);
        bytes = start is null ? default : new ReadOnlySpan<byte>(start, checked((int)length));
        return start is not null;
    }
}
