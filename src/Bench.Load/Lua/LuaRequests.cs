using System.Text;
using Bench.Load.Requests;

namespace Bench.Load.Lua;

/// <summary>
/// The requests of one worker's state. Without a global <c>request</c> it is one request, rendered once, as wrk does. What <c>request()</c> gives is
/// copied: the script's own memory moves on. Several requests in one text are wrk's way to pipeline.
/// </summary>
internal sealed class LuaRequests : IRequestSource
{
    // A day, as the longest latency.
    private const double MostDelay = 86_400_000;

    private readonly LuaState _state;
    private readonly LuaApi _api;
    private readonly int _requestName;
    private readonly int _responseName;
    private readonly int _delayName;
    private readonly string _script;
    private readonly bool _static;
    // What was handed out stays for one more call.
    private readonly byte[][] _texts = [[], []];
    private int _turn;
    private int _length;
    private int[] _ends = new int[1];
    private int _count;

    internal LuaRequests(LuaState state, int entries, string script)
    {
        (_state, _api, _script) = (state, state.Api, script);
        _requestName = Kept("request"u8);
        _responseName = Kept("response"u8);
        _delayName = Kept("delay"u8);
        WantsResponses = state.HasFunction("response"u8);
        WantsRests = state.HasFunction("delay"u8);
        _static = !state.HasFunction("request"u8);
        if (_static)
        {
            // wrk.request() of the prelude, or of a script that sets its own.
            state.PushGlobal("wrk"u8);
            state.Push("request");
            _api.RawGet(state.Handle, _api.Top(state.Handle) - 1);
            state.Call(0, 1, " (in wrk.request)");
            Take();
        }
    }

    public bool WantsResponses { get; }

    public bool Pipelines => true;

    public ReadOnlySpan<int> Ends => _count > 1 ? _ends.AsSpan(0, _count) : [];

    /// <summary>Whether there is a global <c>delay</c>.</summary>
    public bool WantsRests { get; }

    public ReadOnlyMemory<byte> Next()
    {
        if (!_static)
        {
            PushFunction(_requestName);
            _state.Call(0, 1, " (in request)");
            Take();
        }

        return _texts[_turn].AsMemory(0, _length);
    }

    public void Responded(int status, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        PushFunction(_responseName);
        _api.Push(_state.Handle, (long)status);
        _api.PushTable(_state.Handle);
        var table = _api.Top(_state.Handle);
        foreach (var line in head.Split("\n"u8))
        {
            var field = head[line].TrimEnd((byte)'\r');
            // The status line has no colon before its first space.
            var colon = field.IndexOf((byte)':');
            if (colon > 0 && field[..colon].IndexOf((byte)' ') < 0)
            {
                _api.Push(_state.Handle, field[..colon]);
                _api.Push(_state.Handle, field[(colon + 1)..].Trim(" \t"u8));
                _api.RawSet(_state.Handle, table);
            }
        }

        _api.Push(_state.Handle, body);
        _state.Call(3, 0, " (in response)");
        _api.SetTop(_state.Handle, 0);
    }

    public long Rest()
    {
        PushFunction(_delayName);
        _state.Call(0, 1, " (in delay)");
        var milliseconds = _api.TypeOf(_state.Handle, -1) == LuaApi.TypeNumber ? _api.ToNumber(_state.Handle, -1) : double.NaN;
        _api.SetTop(_state.Handle, 0);
        return milliseconds is >= 0 and <= MostDelay
            ? (long)(milliseconds * 1e6)
            : throw new LoadException($"{_script}: delay() gave no delay. It must return milliseconds: a number from 0 to {MostDelay:0}.");
    }

    private int Kept(ReadOnlySpan<byte> name)
    {
        _api.Push(_state.Handle, name);
        return _api.Keep(_state.Handle);
    }

    // Scripts may set another function on the way, so it is looked up each time: by a name that was made once.
    private void PushFunction(int name)
    {
        _api.PushGlobals(_state.Handle);
        _api.PushKept(_state.Handle, name);
        _api.RawGet(_state.Handle, -2);
    }

    private void Take()
    {
        if (_api.TypeOf(_state.Handle, -1) != LuaApi.TypeString || !_api.TryBytes(_state.Handle, -1, out var text))
        {
            throw new LoadException($"{_script}: request() gave no text. It must return an HTTP request, such as wrk.format() makes.");
        }

        _turn ^= 1;
        if (_texts[_turn].Length < text.Length)
        {
            _texts[_turn] = new byte[Math.Max(text.Length, 2 * _texts[_turn].Length)];
        }

        text.CopyTo(_texts[_turn]);
        _length = text.Length;
        _api.SetTop(_state.Handle, 0);
        FindEnds(_texts[_turn].AsSpan(0, _length));
    }

    private void FindEnds(ReadOnlySpan<byte> text)
    {
        _count = 0;
        var end = 0;
        do
        {
            end += RequestText.Length(text[end..]) ?? throw new LoadException(
                $"{_script}: request() gave no complete HTTP request: {Shown(text[end..])}. It must end with an empty line, and with as many bytes as its Content-Length says.");
            if (_count == _ends.Length)
            {
                Array.Resize(ref _ends, 2 * _count);
            }

            _ends[_count++] = end;
        }
        while (end < text.Length);
    }

    private static string Shown(ReadOnlySpan<byte> text)
    {
        const int Most = 60;
        return "'" + Encoding.Latin1.GetString(text[..Math.Min(text.Length, Most)]).ReplaceLineEndings("\\n") + (text.Length > Most ? "…'" : "'");
    }
}
