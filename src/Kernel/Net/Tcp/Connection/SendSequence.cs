namespace Hermit.Net;

/// <summary>The send sequence space: RFC 9293, 3.3.1.</summary>
internal struct SendSequence
{
    /// <summary>ISS: the number of our SYN.</summary>
    public TcpSequence Initial;

    /// <summary>SND.UNA: the oldest number that is not acknowledged.</summary>
    public TcpSequence Unacknowledged;

    /// <summary>SND.NXT: the number that is sent next.</summary>
    public TcpSequence Next;

    /// <summary>The number of the first byte in the send buffer.</summary>
    public TcpSequence Data;

    /// <summary>SND.WL1: the segment that the window was taken from.</summary>
    public TcpSequence WindowSequence;

    /// <summary>SND.WL2: what that segment acknowledged.</summary>
    public TcpSequence WindowAcknowledgement;

    /// <summary>SND.WND: how far beyond <see cref="Unacknowledged"/> the peer accepts bytes.</summary>
    public uint Window;

    /// <summary>The largest window that the peer ever offered.</summary>
    public uint LargestWindow;

    /// <summary>How many numbers are sent and not acknowledged.</summary>
    public readonly uint Flight => (uint)(Next - Unacknowledged);
}
