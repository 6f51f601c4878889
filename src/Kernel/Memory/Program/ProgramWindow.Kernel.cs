using System;

using Hermit.Machine;

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

        // SAFETY: pages of the window are the program's, which asked for this.
        unsafe
        {
            AddressSpace.Release(start, bytes);
        }
    }

    /// <summary>Maps a frame that somebody else owns at a page of the window where nothing is; <see langword="false"/> when memory has run out.</summary>
    /// <remarks>Safety: the frame stays allocated until <see cref="Hide"/>, and holds nothing that the program must not change.</remarks>
    [RequiresUnsafe]
    public static bool TryShow(nuint frame, nuint address, bool isWritable)
    {
        Panic.Unless(Contains(address, Page.Bytes) && !AddressSpace.IsMapped(address), "a frame was shown where something else is, or outside of the program's window");
        unsafe
        {
            // SAFETY: the page of the window has no frame; the frame is the caller's obligation.
            return AddressSpace.TryMap(address, frame, Page.Bytes, isWritable ? PageAccess.ReadWrite : PageAccess.Read);
        }
    }

    /// <summary>Ends what <see cref="TryShow"/> began; the frame stays allocated.</summary>
    public static void Hide(nuint frame, nuint address)
    {
        Panic.Unless(Contains(address, Page.Bytes), "memory was unmapped outside of the program's window");

        // SAFETY: pages of the window are the program's, which asked for this.
        unsafe
        {
            Panic.Unless(AddressSpace.TryUnmap(address, frame), "a frame is not where it was shown");
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
