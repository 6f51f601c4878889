using System;

namespace Hermit.Unwinding;

/// <summary>
/// A method's GC information: which registers and stack slots hold references at which instructions. The compiler's encoder is
/// coreclr's GcInfoEncoder; the layout was read off its decoder (<c>vm/gcinfodecoder.cpp</c> of .NET 10).
/// </summary>
/// <remarks>
/// Header; call sites, sorted, each as the distance of its return address from the method's start; interruptible ranges; slots;
/// for each call site the slots that are live, as bits or by reference to lists that sites share; for each piece of the ranges the slots
/// that live anywhere in it, with their state at its end and where it changes.
/// </remarks>
public readonly ref struct GcInfo
{
    private readonly ReadOnlySpan<byte> _bytes;

    private GcInfo(ReadOnlySpan<byte> bytes, GcInfoHeader header, BitCursor safePoints)
    {
        _bytes = bytes;
        Header = header;
        SafePoints = safePoints;
    }

    /// <summary>The header.</summary>
    public GcInfoHeader Header { get; }

    private BitCursor SafePoints { get; }

    /// <summary>Reads the header of the information at <paramref name="address"/>. False when it is malformed.</summary>
    public static bool TryRead(AddressedBytes image, ulong address, out GcInfo info)
    {
        ReadOnlySpan<byte> bytes = image.From(address);
        BitCursor cursor = new(bytes);
        bool read = GcInfoHeader.TryRead(ref cursor, out GcInfoHeader header);
        info = new GcInfo(bytes, header, cursor);
        return read;
    }

    /// <summary>The distance of call site number <paramref name="index"/>'s return address from the method's start.</summary>
    public uint GetSafePoint(uint index)
    {
        BitCursor cursor = SafePoints;
        int bits = Header.BitsPerSafePoint;
        cursor.Skip((ulong)index * (uint)bits);
        return cursor.Read(bits) << GcInfoEncoding.CodeShift;
    }

    /// <summary>Finds the call site that returns to <paramref name="offset"/>.</summary>
    public bool TryFindSafePoint(uint offset, out uint index)
    {
        uint low = 0;
        uint high = Header.SafePointCount;
        while (low < high)
        {
            index = low + ((high - low) / 2);
            uint at = GetSafePoint(index);
            if (at == offset)
            {
                return true;
            }

            if (at < offset)
            {
                low = index + 1;
            }
            else
            {
                high = index;
            }
        }

        index = 0;
        return false;
    }

    /// <summary>Shows <paramref name="visitor"/> the slots that are live in a frame that stands at a call.</summary>
    /// <param name="offset">The distance of the call's return address from the method's start.</param>
    /// <param name="withUntracked">Whether slots without a known lifetime count as live.</param>
    /// <param name="visitor">What is shown the slots.</param>
    public GcInfoResult VisitLive<TVisitor>(uint offset, bool withUntracked, ref TVisitor visitor)
        where TVisitor : struct, IGcSlotVisitor
    {
        if (offset == 0 || offset > Header.CodeLength)
        {
            return GcInfoResult.Malformed;
        }

        bool isSafePoint = TryFindSafePoint(offset, out uint site);
        BitCursor cursor = SafePoints;
        cursor.Skip((ulong)Header.SafePointCount * (uint)Header.BitsPerSafePoint);

        // The return address may belong to what follows the call, where other slots are live; the call's last byte does not.
        InterruptibleRanges ranges = InterruptibleRanges.Read(ref cursor, Header.RangeCount, (offset - 1) >> GcInfoEncoding.CodeShift);
        if (!isSafePoint && !ranges.Contains)
        {
            return cursor.Failed ? GcInfoResult.Malformed : GcInfoResult.Unknown;
        }

        GcSlotReader slots = new(cursor);
        GcSlotReader end = slots;
        while (end.TryReadNext(out _))
        {
        }

        if (end.Failed)
        {
            return GcInfoResult.Malformed;
        }

        bool read = isSafePoint
            ? TryVisitSite(site, ref slots, end.Cursor, ref visitor)
            : TryVisitRange(ranges, ref slots, end.Cursor, ref visitor);
        if (!read)
        {
            return GcInfoResult.Malformed;
        }

        while (withUntracked && slots.TryReadNext(out GcSlot slot))
        {
            visitor.Visit(slot);
        }

        return slots.Failed ? GcInfoResult.Malformed : GcInfoResult.Complete;
    }

    private bool TryVisitSite<TVisitor>(uint site, ref GcSlotReader slots, BitCursor cursor, ref TVisitor visitor)
        where TVisitor : struct, IGcSlotVisitor
    {
        if (slots.TrackedCount == 0)
        {
            return true;
        }

        bool areShared = cursor.ReadBit();
        if (areShared)
        {
            int bits = (int)cursor.ReadUnsigned(GcInfoEncoding.PointerSizeGroup) + 1;
            ulong table = cursor.Position;
            cursor.Skip((ulong)site * (uint)bits);
            ulong list = cursor.Read(bits);
            cursor.MoveTo(AlignToByte(table + ((ulong)Header.SafePointCount * (uint)bits)) + list);
        }
        else
        {
            cursor.Skip((ulong)site * slots.TrackedCount);
        }

        GcLiveReader live = new(cursor, mayBeInRuns: areShared);
        for (uint index = 0; index < slots.TrackedCount; index++)
        {
            if (!slots.TryReadNext(out GcSlot slot))
            {
                return false;
            }

            if (live.ReadNext())
            {
                visitor.Visit(slot);
            }
        }

        return !live.Cursor.Failed;
    }

    private bool TryVisitRange<TVisitor>(in InterruptibleRanges ranges, ref GcSlotReader slots, BitCursor cursor, ref TVisitor visitor)
        where TVisitor : struct, IGcSlotVisitor
    {
        uint count = slots.TrackedCount;
        if (count == 0)
        {
            return true;
        }

        // The call sites' lists come first, and would be shared in lists of their own; such a method has few sites outside its ranges.
        if (Header.SafePointCount > 0 && cursor.ReadBit())
        {
            return false;
        }

        cursor.Skip((ulong)Header.SafePointCount * count);
        int bits = (int)cursor.ReadUnsigned(GcInfoEncoding.PointerSizeGroup);
        if (bits == 0)
        {
            return SkipSlots(ref slots, count) && !cursor.Failed;
        }

        if (!TryFindChunk(ranges, ref cursor, bits, out uint chunk))
        {
            return SkipSlots(ref slots, count) && !cursor.Failed;
        }

        GcChunk piece = new(cursor, count);
        uint position = ranges.Position - (chunk << GcInfoEncoding.ChunkShift);
        bool changes = position < GcInfoEncoding.ChunkSize;
        for (uint index = 0; index < count; index++)
        {
            if (!slots.TryReadNext(out GcSlot slot))
            {
                return false;
            }

            if (piece.ReadNext(changes, position))
            {
                visitor.Visit(slot);
            }
        }

        return !piece.Failed;
    }

    /// <summary>Goes to the chunk that describes the instruction: its own, or the last one before it, whose end state still holds.</summary>
    private static bool TryFindChunk(in InterruptibleRanges ranges, ref BitCursor cursor, int bits, out uint chunk)
    {
        ulong table = cursor.Position;
        uint chunks = (ranges.Length + GcInfoEncoding.ChunkSize - 1) >> GcInfoEncoding.ChunkShift;
        chunk = ranges.Position >> GcInfoEncoding.ChunkShift;
        while (true)
        {
            cursor.MoveTo(table + ((ulong)chunk * (uint)bits));
            uint at = cursor.Read(bits);
            if (at != 0)
            {
                cursor.MoveTo(AlignToByte(table + ((ulong)chunks * (uint)bits)) + at - 1);
                return true;
            }

            if (chunk == 0 || cursor.Failed)
            {
                return false;
            }

            chunk--;
        }
    }

    private static bool SkipSlots(ref GcSlotReader slots, uint count)
    {
        for (uint index = 0; index < count; index++)
        {
            slots.TryReadNext(out _);
        }

        return !slots.Failed;
    }

    private static ulong AlignToByte(ulong position) => (position + 7) & ~7UL;
}
