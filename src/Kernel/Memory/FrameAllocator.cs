using System;

using Hermit.Firmware;
using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Memory;

/// <summary>Page frames of physical memory. All of it is identity mapped, so an address is at once physical and virtual.</summary>
/// <remarks>
/// A stack that grows takes frames in the page fault handler, so no stack may grow while the lock here is held: the thread would wait for
/// itself. Every public member therefore touches the stack that it is going to need before it takes the lock.
/// </remarks>
public static class FrameAllocator
{
    /// <summary>The size of a frame, in bytes.</summary>
    public const nuint FrameSize = PageSize.Small;

    // The legacy BIOS area and the null page are never handed out.
    private const nuint LowestFrame = 256;

    // What the first frame of the bitmap is a multiple of, so that alignments in it are those of addresses: more than anybody asks for.
    private const nuint OriginFrames = (1 << 30) / FrameSize;

    // More than the calls below the lock ever take.
    private const nuint StackBytes = 4096;

    private static CallOnce s_initialized;
    private static InterruptSpinMutex<FrameBitmap> s_frames;
    private static AtomicNuint s_totalFrames;

    // The first frame of the bitmap: RAM may begin anywhere.
    private static AtomicNuint s_origin;

    /// <summary>All memory that was ever available here, in bytes.</summary>
    public static nuint TotalBytes => s_totalFrames.Load(MemoryOrder.Relaxed) * FrameSize;

    /// <summary>The memory that is available now, in bytes.</summary>
    public static nuint FreeBytes
    {
        get
        {
            Cpu.TouchStack(StackBytes);
            using var frames = s_frames.Lock();
            return frames.Value.Free * FrameSize;
        }
    }

    /// <summary>
    /// Takes over the RAM of <paramref name="memory"/> except for the image. Once, at boot, while low memory is mapped; a panic when the image does
    /// not lie in it.
    /// </summary>
    public static void Initialize(in BootMemory memory)
    {
        ref readonly MemoryMap map = ref memory.Map;
        Panic.Unless(s_initialized.TryClaim(), "the page frames were handed out twice");
        nuint origin = map.Count == 0 ? 0 : map[0].Start / FrameSize & ~(OriginFrames - 1);
        nuint frames = (map.End / FrameSize) - origin;
        nuint bitmapBytes = RoundUp(FrameBitmap.BytesFor(frames));
        nuint imageStart = ImageLayout.Image.Start / FrameSize;
        nuint bitmapStart = RoundUp(ImageLayout.Image.End);
        nuint reservedEnd = (bitmapStart + bitmapBytes) / FrameSize;
        Panic.Unless(Contains(map, ImageLayout.Image.Start, reservedEnd * FrameSize), "too little memory for the image");

        using var guard = s_frames.Lock();
        unsafe
        {
            // SAFETY: what Machine reports as the boot's memory is RAM; the range behind the image is reserved for the bitmap below.
            guard.Value.Initialize(bitmapStart, frames);
        }

        s_origin.Store(origin, MemoryOrder.Relaxed);

        for (int i = 0; i < map.Count; i++)
        {
            nuint first = Math.Max(map[i].Start / FrameSize, LowestFrame);
            nuint end = map[i].End / FrameSize;
            ReleaseOutside(ref guard.Value, first - origin, end - origin, imageStart - origin, reservedEnd - origin);
        }

        s_totalFrames.Store(guard.Value.Free, MemoryOrder.Relaxed);
    }

    /// <summary>Takes contiguous frames for <paramref name="bytes"/> (rounded up), at a multiple of <paramref name="alignment"/> (a power of two). Not zeroed. Does not block.</summary>
    public static bool TryAllocate(nuint bytes, nuint alignment, out nuint address)
    {
        nuint count = RoundUp(bytes) / FrameSize;
        nuint alignmentFrames = Math.Max(1, alignment / FrameSize);
        bool found;
        nuint first;
        Cpu.TouchStack(StackBytes);
        using (var frames = s_frames.Lock())
        {
            found = frames.Value.TryTake(count, alignmentFrames, out first);
        }

        address = found ? (s_origin.Load(MemoryOrder.Relaxed) + first) * FrameSize : 0;
        return found;
    }

    /// <summary>Gives frames back; a panic when they were not taken.</summary>
    /// <remarks>Safety: nothing refers to the memory any more.</remarks>
    [RequiresUnsafe]
    public static void Free(nuint address, nuint bytes)
    {
        Cpu.TouchStack(StackBytes);
        using var frames = s_frames.Lock();
        frames.Value.Release((address / FrameSize) - s_origin.Load(MemoryOrder.Relaxed), RoundUp(bytes) / FrameSize);
    }

    private static nuint RoundUp(nuint bytes) => (bytes + FrameSize - 1) & ~(FrameSize - 1);

    private static bool Contains(in MemoryMap map, nuint start, nuint end)
    {
        for (int i = 0; i < map.Count; i++)
        {
            if (map[i].Start <= start && end <= map[i].End)
            {
                return true;
            }
        }

        return false;
    }

    private static void ReleaseOutside(ref FrameBitmap frames, nuint first, nuint end, nuint holeStart, nuint holeEnd)
    {
        nuint beforeEnd = Math.Min(end, holeStart);
        if (first < beforeEnd)
        {
            frames.Release(first, beforeEnd - first);
        }

        nuint afterStart = Math.Max(first, holeEnd);
        if (afterStart < end)
        {
            frames.Release(afterStart, end - afterStart);
        }
    }
}
