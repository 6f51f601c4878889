using System;
using System.Buffers.Binary;

namespace Hermit.Net;

/// <summary>
/// What a TCP header says (RFC 9293, 3.1), with the options that are understood: maximum segment size, window scale and timestamps (RFC 7323),
/// selective acknowledgement (RFC 2018). Others are skipped. The checksum covers addresses too, and belongs to whoever has them.
/// </summary>
internal struct TcpHeader
{
    /// <summary>The size of a header without options, in bytes.</summary>
    public const int MinimumBytes = 20;

    /// <summary>The size of the largest header, in bytes.</summary>
    public const int MaximumBytes = 60;

    /// <summary>Where in the header the checksum is.</summary>
    public const int ChecksumOffset = 16;

    /// <summary>What a timestamp option takes in a header, padding included.</summary>
    public const int TimestampBytes = 12;

    private const byte OptionEnd = 0;
    private const byte OptionNothing = 1;
    private const byte OptionMaximumSegment = 2;
    private const byte OptionWindowScale = 3;
    private const byte OptionSackPermitted = 4;
    private const byte OptionSack = 5;
    private const byte OptionTimestamps = 8;

    // Two paddings, kind and length of a timestamp option: how nearly every segment's options begin (RFC 7323, appendix A).
    private const uint TimestampsPadded = 0x0101_080A;

    private TcpSackRanges _sack;

    /// <summary>The port it comes from.</summary>
    public ushort SourcePort;

    /// <summary>The port it goes to.</summary>
    public ushort DestinationPort;

    /// <summary>The sequence number of the first byte, or of SYN.</summary>
    public TcpSequence Sequence;

    /// <summary>The sequence number expected next, if <see cref="TcpFlags.Ack"/> is set.</summary>
    public TcpSequence Acknowledgement;

    /// <summary>The window as the header has it: not scaled.</summary>
    public ushort Window;

    /// <summary>Where urgent data ends, if <see cref="TcpFlags.Urg"/> is set.</summary>
    public ushort UrgentPointer;

    /// <summary>The control bits.</summary>
    public TcpFlags Flags;

    /// <summary>How many <see cref="Sack"/> blocks there are.</summary>
    public byte SackCount;

    /// <summary>Whether selective acknowledgement is permitted: in a SYN.</summary>
    public bool SackPermitted;

    /// <summary>Whether there are timestamps.</summary>
    public bool HasTimestamps;

    /// <summary>Whether there is a window scale: in a SYN.</summary>
    public bool HasWindowScale;

    /// <summary>By how many bits later windows are shifted.</summary>
    public byte WindowScale;

    /// <summary>The largest segment the sender accepts, in bytes: in a SYN; 0 if it does not say.</summary>
    public ushort MaximumSegment;

    /// <summary>The sender's clock.</summary>
    public uint TimestampValue;

    /// <summary>The receiver's clock, as the sender saw it last.</summary>
    public uint TimestampEcho;

    /// <summary>The blocks received out of order.</summary>
    public readonly TcpSackRange Sack(int index) => _sack[index];

    /// <summary>Adds a block; what has no room is left out.</summary>
    public void AddSack(TcpSequence start, TcpSequence end)
    {
        if (SackCount < TcpSackRanges.Capacity)
        {
            _sack[SackCount].Start = start;
            _sack[SackCount].End = end;
            SackCount++;
        }
    }

    /// <summary>Whether a control bit is set.</summary>
    public readonly bool Has(TcpFlags flags) => (Flags & flags) != 0;

    /// <summary>
    /// Reads a header; <see langword="false"/> if it does not fit into <paramref name="segment"/> or an option does not fit into it.
    /// <paramref name="headerBytes"/> is where the payload begins.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> segment, out TcpHeader header, out int headerBytes)
    {
        header = default;
        headerBytes = 0;
        if (segment.Length < MinimumBytes)
        {
            return false;
        }

        ulong ports = BinaryPrimitives.ReadUInt64BigEndian(segment);
        ulong rest = BinaryPrimitives.ReadUInt64BigEndian(segment[8..]);
        int length = (int)(rest >> 28 & 0xF) * 4;
        if (length < MinimumBytes || length > segment.Length)
        {
            return false;
        }

        headerBytes = length;
        header.SourcePort = (ushort)(ports >> 48);
        header.DestinationPort = (ushort)(ports >> 32);
        header.Sequence = new TcpSequence((uint)ports);
        header.Acknowledgement = new TcpSequence((uint)(rest >> 32));
        header.Flags = (TcpFlags)(rest >> 16);
        header.Window = (ushort)rest;
        header.UrgentPointer = BinaryPrimitives.ReadUInt16BigEndian(segment[18..]);
        if (length == MinimumBytes)
        {
            return true;
        }

        ReadOnlySpan<byte> options = segment[MinimumBytes..length];
        if (options.Length == TimestampBytes && BinaryPrimitives.ReadUInt32BigEndian(options) == TimestampsPadded)
        {
            header.SetTimestamps(options[4..]);
            return true;
        }

        return header.TryParseOptions(options);
    }

    /// <summary>The size of the header, in bytes.</summary>
    public readonly int HeaderBytes()
    {
        int bytes = MinimumBytes + (HasTimestamps ? TimestampBytes : 0);
        if (MaximumSegment != 0)
        {
            bytes += 4;
        }

        // SACK-permitted takes the place of the padding in front of timestamps (as in most stacks), so that a SYN's options stay within 20 bytes.
        bytes += SackPermitted && !HasTimestamps ? 4 : 0;
        bytes += HasWindowScale ? 4 : 0;
        return bytes + (SackCount == 0 ? 0 : 4 + (SackCount * 8));
    }

    /// <summary>
    /// How many SACK blocks still fit beside the other options.
    /// </summary>
    public readonly int SackRoom() => Math.Min(TcpSackRanges.Capacity - SackCount, (MaximumBytes - HeaderBytes() - (SackCount == 0 ? 4 : 0)) / 8);

    /// <summary>Writes the header, with a checksum of zero; <see cref="HeaderBytes"/> of <paramref name="segment"/> are used.</summary>
    public readonly void Emit(Span<byte> segment)
    {
        int length = HeaderBytes();
        Span<byte> header = segment[..length];
        BinaryPrimitives.WriteUInt64BigEndian(header, (ulong)SourcePort << 48 | (ulong)DestinationPort << 32 | Sequence.Value);
        ulong rest = (ulong)Acknowledgement.Value << 32 | (ulong)(uint)(length / 4) << 28 | (ulong)Flags << 16 | Window;
        BinaryPrimitives.WriteUInt64BigEndian(header[8..], rest);
        BinaryPrimitives.WriteUInt32BigEndian(header[16..], UrgentPointer);
        if (length != MinimumBytes)
        {
            EmitOptions(header[MinimumBytes..]);
        }
    }

    private readonly void EmitOptions(Span<byte> options)
    {
        int at = 0;
        if (MaximumSegment != 0)
        {
            BinaryPrimitives.WriteUInt32BigEndian(options, (uint)OptionMaximumSegment << 24 | 4 << 16 | MaximumSegment);
            at = 4;
        }

        if (HasTimestamps)
        {
            uint padding = SackPermitted ? (uint)OptionSackPermitted << 24 | 2 << 16 : TimestampsPadded & 0xFFFF_0000;
            BinaryPrimitives.WriteUInt32BigEndian(options[at..], padding | (TimestampsPadded & 0xFFFF));
            BinaryPrimitives.WriteUInt64BigEndian(options[(at + 4)..], (ulong)TimestampValue << 32 | TimestampEcho);
            at += TimestampBytes;
        }
        else if (SackPermitted)
        {
            BinaryPrimitives.WriteUInt32BigEndian(options[at..], 0x0101_0000 | (uint)OptionSackPermitted << 8 | 2);
            at += 4;
        }

        if (HasWindowScale)
        {
            BinaryPrimitives.WriteUInt32BigEndian(options[at..], (uint)OptionNothing << 24 | (uint)OptionWindowScale << 16 | 3 << 8 | WindowScale);
            at += 4;
        }

        if (SackCount != 0)
        {
            BinaryPrimitives.WriteUInt32BigEndian(options[at..], 0x0101_0000 | (uint)OptionSack << 8 | (uint)(2 + (SackCount * 8)));
            at += 4;
            for (int i = 0; i < SackCount; i++, at += 8)
            {
                BinaryPrimitives.WriteUInt64BigEndian(options[at..], (ulong)_sack[i].Start.Value << 32 | _sack[i].End.Value);
            }
        }
    }

    private void SetTimestamps(ReadOnlySpan<byte> body)
    {
        HasTimestamps = true;
        ulong both = BinaryPrimitives.ReadUInt64BigEndian(body);
        TimestampValue = (uint)(both >> 32);
        TimestampEcho = (uint)both;
    }

    private bool TryParseOptions(ReadOnlySpan<byte> options)
    {
        while (options.Length > 0 && options[0] != OptionEnd)
        {
            if (options[0] == OptionNothing)
            {
                options = options[1..];
                continue;
            }

            if (options.Length < 2 || options[1] < 2 || options[1] > options.Length)
            {
                return false;
            }

            ReadOption(options[0], options[2..options[1]]);
            options = options[options[1]..];
        }

        return true;
    }

    // An option of a wrong size is as good as one that is not known.
    private void ReadOption(byte kind, ReadOnlySpan<byte> body)
    {
        switch (kind)
        {
            case OptionMaximumSegment when body.Length == 2:
                MaximumSegment = BinaryPrimitives.ReadUInt16BigEndian(body);
                break;
            case OptionWindowScale when body.Length == 1:
                HasWindowScale = true;
                WindowScale = body[0];
                break;
            case OptionSackPermitted when body.Length == 0:
                SackPermitted = true;
                break;
            case OptionTimestamps when body.Length == 8:
                SetTimestamps(body);
                break;
            case OptionSack when body.Length % 8 == 0:
                for (; body.Length >= 8 && SackCount < TcpSackRanges.Capacity; body = body[8..])
                {
                    AddSack(new TcpSequence(BinaryPrimitives.ReadUInt32BigEndian(body)), new TcpSequence(BinaryPrimitives.ReadUInt32BigEndian(body[4..])));
                }

                break;
        }
    }
}
