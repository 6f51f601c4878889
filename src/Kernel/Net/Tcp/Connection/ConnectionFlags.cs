using System;

namespace Hermit.Net;

/// <summary>Yes and no about a connection.</summary>
[Flags]
internal enum ConnectionFlags : ushort
{
    /// <summary>None of it.</summary>
    None = 0,

    /// <summary>We send no more: a FIN follows what is in the send buffer.</summary>
    FinQueued = 0x0001,

    /// <summary>We want to receive no more.</summary>
    ReceiveShut = 0x0002,

    /// <summary>Nobody owns the socket any more.</summary>
    Detached = 0x0004,

    /// <summary>An acknowledgement must go now.</summary>
    AcknowledgeNow = 0x0008,

    /// <summary>The congestion window kept something from being sent.</summary>
    CongestionLimited = 0x0010,

    /// <summary>What is below did not take a segment.</summary>
    Blocked = 0x0020,

    /// <summary>The connection was opened by the peer.</summary>
    Passive = 0x0040,

    /// <summary>The SYN was sent more than once.</summary>
    SynRepeated = 0x0080,

    /// <summary>The next acknowledgement tells of bytes that came twice.</summary>
    DuplicateKnown = 0x0100,

    /// <summary>Marks of congestion are echoed until the peer says that it has slowed down.</summary>
    EchoCongestion = 0x0200,

    /// <summary>The next data says that we have slowed down.</summary>
    ReducedPending = 0x0400,

    /// <summary>The owner could not write because buffers are short.</summary>
    Starved = 0x0800,
}
