using System;

namespace Hermit.Net;

/// <summary>
/// What is remembered of a SYN by nobody but its sender (RFC 4987, 3.6): our first sequence number carries the time, the segment size, and a keyed hash
/// that only we can make; the low bits of the timestamp carry the options.
/// </summary>
internal static class SynCookie
{
    /// <summary>For how long a cookie is taken back at most, in seconds.</summary>
    public const int LifetimeSeconds = 4 * PeriodSeconds;

    private const int PeriodSeconds = 64;
    private const uint OldestPeriods = 2;
    private const int PeriodShift = 27;
    private const int SegmentShift = 24;
    private const uint HashMask = (1u << SegmentShift) - 1;
    private const uint OptionMask = 0x3F;
    private const uint ScaleMask = 0xF;
    private const uint NoScale = 0xF;
    private const uint SackBit = 0x10;
    private const uint EcnBit = 0x20;

    // The segment sizes that three bits choose from: minima of both protocols, tunnels, Ethernet, larger frames.
    private static ReadOnlySpan<ushort> Segments => [0, 536, 1220, 1360, 1440, 1460, 4312, 8940];

    /// <summary>The sequence number that stands for a SYN.</summary>
    public static TcpSequence Make(scoped in SynRecord syn, in SipHash secret, Instant now)
    {
        uint period = Period(now);
        uint index = 0;
        for (uint i = 1; i < (uint)Segments.Length && Segments[(int)i] <= syn.PeerSegment; i++)
        {
            index = i;
        }

        return new TcpSequence((period << PeriodShift) | (index << SegmentShift) | Hash(syn.Flow, syn.PeerInitial, period, index, secret));
    }

    /// <summary>Our clock, a little in the past, with the options in its low bits.</summary>
    public static uint Timestamp(scoped in SynRecord syn, Instant now)
    {
        uint clock = TcpClock.At(now, syn.TimestampOffset);
        uint options = (syn.WindowScaling ? syn.SendScale : NoScale) | (syn.Sack ? SackBit : 0) | (syn.Ecn ? EcnBit : 0);
        uint marked = (clock & ~OptionMask) | options;
        return (int)(marked - clock) > 0 ? marked - OptionMask - 1 : marked;
    }

    /// <summary>Reads what a segment that acknowledges a cookie says of the SYN; <see langword="false"/> if it is none of ours, or too old.</summary>
    public static bool TryRead(scoped in TcpHeader segment, in SipHash secret, Instant now, ref SynRecord syn)
    {
        uint cookie = (segment.Acknowledgement - 1).Value;
        uint period = cookie >> PeriodShift;
        uint index = (cookie >> SegmentShift) & 7;
        syn.PeerInitial = segment.Sequence - 1;
        if (((Period(now) - period) & 31) > OldestPeriods
            || (cookie & HashMask) != Hash(syn.Flow, syn.PeerInitial, period, index, secret))
        {
            return false;
        }

        syn.Initial = new TcpSequence(cookie);
        syn.PeerSegment = Segments[(int)index];
        syn.ReceivedAt = now;
        syn.Timestamps = segment.HasTimestamps;

        // How long it took is not known: nothing is measured.
        syn.Attempts = 0;
        if (segment.HasTimestamps)
        {
            uint options = segment.TimestampEcho & OptionMask;
            syn.RecentTimestamp = segment.TimestampValue;
            syn.WindowScaling = (options & ScaleMask) != NoScale;
            syn.SendScale = syn.WindowScaling ? (byte)(options & ScaleMask) : (byte)0;
            syn.Sack = (options & SackBit) != 0;
            syn.Ecn = (options & EcnBit) != 0;
        }

        return true;
    }

    private static uint Period(Instant now) => (uint)(now.Nanoseconds / (PeriodSeconds * 1_000_000_000L)) & 31;

    private static uint Hash(scoped in TcpFlow flow, TcpSequence peerInitial, uint period, uint index, in SipHash secret) =>
        (uint)flow.SecretHash(secret, (ulong)peerInitial.Value << 32 | period << 8 | index << 4 | 2) & HashMask;
}
