using System;

namespace Hermit.Descriptors;

/// <summary>What a program waits for with an event port. The values are those of the .NET libraries (<c>Interop.Sys.SocketEvents</c>).</summary>
[Flags]
public enum SocketEvents
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>There is something to read.</summary>
    Read = 1,

    /// <summary>There is room to write.</summary>
    Write = 2,

    /// <summary>The other side writes no more.</summary>
    ReadClose = 4,

    /// <summary>The connection is closed.</summary>
    Close = 8,

    /// <summary>It failed.</summary>
    Error = 16,
}
