namespace Bench.Load.Http;

/// <summary>Where a response stands after some bytes.</summary>
internal enum ParseState
{
    /// <summary>More bytes are needed.</summary>
    More,

    /// <summary>The response is complete.</summary>
    Done,

    /// <summary>This is not HTTP/1.x as its standard (RFC 9112) has it.</summary>
    Bad,
}
