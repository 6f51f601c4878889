using System;

using Hermit.Machine;
using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>A stack: reserved addresses above a guard, committed page by page as it grows.</summary>
internal struct ThreadStack
{
    /// <summary>The room at the bottom that stays unmapped, in bytes.</summary>
    public const nuint GuardBytes = 65536;

    /// <summary>The reserved range.</summary>
    public nuint Start, End;

    /// <summary>Everything from here to the end is committed.</summary>
    public nuint CommittedStart;

    /// <summary>The lowest address that may be used.</summary>
    public readonly nuint Low => Start + GuardBytes;

    /// <summary>Whether the address belongs to the usable part.</summary>
    public readonly bool Contains(nuint address) => address >= Low && address < End;

    /// <summary>Whether the address is in the guard: the stack has overflowed.</summary>
    public readonly bool IsGuard(nuint address) => address >= Start && address < Low;

    /// <summary>Commits everything from <paramref name="address"/> up; false when memory ran out.</summary>
    public bool TryCommit(nuint address)
    {
        nuint target = address & ~(FrameAllocator.FrameSize - 1);
        while (CommittedStart > target)
        {
            if (!FrameAllocator.TryAllocate(FrameAllocator.FrameSize, FrameAllocator.FrameSize, out nuint frame))
            {
                return false;
            }

            unsafe
            {
                // SAFETY: the frame is new, and the page above it in this stack is the lowest that is in use.
                new Span<byte>((void*)frame, (int)FrameAllocator.FrameSize).Clear();
                if (!AddressSpace.TryMap(CommittedStart - FrameAllocator.FrameSize, frame, FrameAllocator.FrameSize))
                {
                    FrameAllocator.Free(frame, FrameAllocator.FrameSize);
                    return false;
                }
            }

            CommittedStart -= FrameAllocator.FrameSize;
        }

        return true;
    }

    /// <summary>Gives back the memory below <paramref name="address"/>.</summary>
    public void Decommit(nuint address)
    {
        if (CommittedStart < address)
        {
            unsafe
            {
                // SAFETY: nobody runs on this stack any more, or only above the address.
                AddressSpace.Release(CommittedStart, address - CommittedStart);
            }

            CommittedStart = address;
        }
    }
}
