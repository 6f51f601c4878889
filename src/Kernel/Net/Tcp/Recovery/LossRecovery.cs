using System;

namespace Hermit.Net;

/// <summary>
/// Where recovery stands: fast recovery as RFC 6675 and 6582 have it, its pace by proportional rate reduction (RFC 6937), and the tail loss probe
/// (RFC 8985, 7).
/// </summary>
internal struct LossRecovery
{
    private uint _flight;
    private uint _delivered;
    private uint _sent;

    /// <summary>Recovery ends when this is acknowledged.</summary>
    public TcpSequence Point;

    /// <summary>What it is doing.</summary>
    public RecoveryPhase Phase;

    /// <summary>Duplicate acknowledgements in a row; used without selective acknowledgements.</summary>
    public byte Duplicates;

    /// <summary>Bytes that duplicate acknowledgements stand for; used without selective acknowledgements.</summary>
    public uint DuplicateBytes;

    /// <summary>Whether a tail loss probe is under way.</summary>
    public bool ProbeUnderWay;

    /// <summary>Whether that probe was sent for the second time.</summary>
    public bool ProbeRepeats;

    /// <summary>The end of the probe.</summary>
    public TcpSequence ProbeEnd;

    /// <summary>Starts a reduction that ends when all that was sent is acknowledged.</summary>
    public void Begin(TcpSequence next, uint flight)
    {
        Phase = RecoveryPhase.Reducing;
        Point = next;
        _flight = Math.Max(flight, 1);
        _delivered = 0;
        _sent = 0;
        ProbeUnderWay = false;
    }

    /// <summary>
    /// The congestion window after <paramref name="delivered"/> bytes arrived (RFC 6937, 3.1): in proportion while more is under way than the threshold,
    /// then growing back to it like slow start.
    /// </summary>
    public uint Reduce(uint delivered, uint pipe, uint threshold, uint segment, bool first)
    {
        _delivered += delivered;
        long count;
        if (pipe > threshold)
        {
            count = ((((long)_delivered * threshold) + _flight - 1) / _flight) - _sent;
        }
        else
        {
            long limit = Math.Max((long)_delivered - _sent, delivered) + segment;
            count = Math.Min((long)threshold - pipe, limit);
        }

        return pipe + (uint)Math.Max(count, first ? segment : 0);
    }

    /// <summary>Counts what was sent during a reduction.</summary>
    public void OnSent(uint count)
    {
        if (Phase == RecoveryPhase.Reducing)
        {
            _sent += count;
        }
    }
}
