using System;

namespace Hermit.Net;

/// <summary>What a socket is ready for, in the terms of <c>poll(2)</c>.</summary>
[Flags]
public enum Readiness : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>There is something to read or accept, or the end, or an error to be read.</summary>
    Readable = 1,

    /// <summary>There is room to write.</summary>
    Writable = 2,

    /// <summary>An error is pending.</summary>
    Error = 4,

    /// <summary>Both directions are over.</summary>
    HangUp = 8,

    /// <summary>The peer sends no more.</summary>
    PeerClosed = 16,
}
