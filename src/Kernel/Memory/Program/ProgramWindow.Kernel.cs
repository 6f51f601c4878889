using System;

namespace Hermit.Memory;

/// <content>Getting memory into the window and out of it.</content>
public static partial class ProgramWindow
{
    /// <summary>
    /// Makes a range of whole pages readable and writable, zeroed where it was not so before; <see langword="false"/> when memory has run out: what was
    /// committed until then stays. The caller lets no other thread change the range meanwhile.
    /// </summary>
    public static bool TryCommit(nuint start, nuint bytes)
    {
        Panic.Unless(Contains(start, bytes), "memory was mapped outside of the program's window");
        for (nuint done = 0; done < bytes; done += Page.Bytes)
        {
            if (!AddressSpace.IsMapped(start + done) && !TryCommitPage(start + done))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gives back the memory behind a range of whole pages.</summary>
    public static void Decommit(nuint start, nuint bytes)
    {
        Panic.Unless(Contains(start, bytes), "memory was unmapped outside of the program's window");
        for (nuint done = 0; done < bytes; done += Page.Bytes)
        {
            // SAFETY: pages of the window are the program's, which asked for this.
            unsafe
            {
                AddressSpace.Release(start + done);
            }
        }
    }

    /// <summary>Copies bytes into pages that are committed.</summary>
    public static void Write(nuint start, ReadOnlySpan<byte> source)
    {
        Panic.Unless(Contains(start, (nuint)source.Length) && AddressSpace.IsMapped(start, (nuint)source.Length), "memory of the program is not mapped");

        // SAFETY: the range was just found mapped, and no kernel data is in the window.
        unsafe
        {
            source.CopyTo(new Span<byte>((void*)start, source.Length));
        }
    }

    private static bool TryCommitPage(nuint address)
    {
        if (!FrameAllocator.TryAllocate(Page.Bytes, Page.Bytes, out nuint frame))
        {
            return false;
        }

        // SAFETY: the frame is new, and the page has none yet.
        unsafe
        {
            new Span<byte>((void*)frame, Page.Bytes).Clear();
            if (AddressSpace.TryMap(address, frame, Page.Bytes))
            {
                return true;
            }

            FrameAllocator.Free(frame, Page.Bytes);
            return false;
        }
    }
}
