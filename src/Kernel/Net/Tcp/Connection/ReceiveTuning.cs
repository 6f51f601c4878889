using System;

namespace Hermit.Net;

/// <summary>
/// How large the receive buffer should be: twice what the owner reads in a round trip, so that the window is never what limits a peer whose data is read
/// (dynamic right-sizing: Fisk and Feng, 2001).
/// </summary>
internal struct ReceiveTuning
{
    private Instant _since;
    private uint _read;

    /// <summary>The size so far, in bytes.</summary>
    public uint Limit;

    /// <summary>Notes that the owner has read bytes; <paramref name="mayGrow"/> is whether there is memory for more.</summary>
    public void OnRead(uint count, Instant now, Duration roundTrip, bool mayGrow)
    {
        _read += count;
        if (now - _since < Duration.Max(roundTrip, Duration.FromMilliseconds(1)))
        {
            return;
        }

        if (mayGrow && _read > Limit / 2)
        {
            Limit = (uint)Math.Clamp(2ul * _read, Limit, TcpSettings.MaximumReceiveBuffer);
        }

        _since = now;
        _read = 0;
    }
}
