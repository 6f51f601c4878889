using System;

using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Memory;

/// <summary>Page frames of physical memory. All of it is identity mapped, so an address is at once physical and virtual.</summary>
public static unsafe class FrameAllocator
{
    /// <summary>The size of a frame, in bytes.</summary>
    public const nuint FrameSize = PageTable.SmallPage;

    // The legacy BIOS area and the null page are never handed out.
    private const nuint LowestFrame = 256;

    private static InterruptSpinMutex<FrameBitmap> s_frames;
    private static AtomicNuint s_totalFrames;

    /// <summary>All memory that was ever available here, in bytes.</summary>
    public static nuint TotalBytes => s_totalFrames.Load(MemoryOrder.Relaxed) * FrameSize;

    /// <summary>The memory that is available now, in bytes.</summary>
    public static nuint FreeBytes
    {
        get
        {
            using var frames = s_frames.Lock();
            return frames.Value.Free * FrameSize;
        }
    }

    /// <summary>Takes over the RAM of <paramref name="map"/> except for the image. Once, at boot, while low memory is mapped.</summary>
    /// <remarks>Safety: nothing but the image is in use in that RAM.</remarks>
    [RequiresUnsafe]
    public static void Initialize(in MemoryMap map)
    {
        nuint frames = map.End / FrameSize;
        nuint bitmapBytes = RoundUp(FrameBitmap.BytesFor(frames));
        nuint imageStart = ImageLayout.Image.Start / FrameSize;
        nuint reservedEnd = (RoundUp(ImageLayout.Image.End) + bitmapBytes) / FrameSize;
        void* storage = (void*)RoundUp(ImageLayout.Image.End);
        Panic.Unless(Contains(map, ImageLayout.Image.Start, reservedEnd * FrameSize), "too little memory for the image");

        using var guard = s_frames.Lock();
        guard.Value.Initialize(storage, frames);
        for (int i = 0; i < map.Count; i++)
        {
            nuint first = Math.Max(map[i].Start / FrameSize, LowestFrame);
            nuint end = map[i].End / FrameSize;
            ReleaseOutside(ref guard.Value, first, end, imageStart, reservedEnd);
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
        using (var frames = s_frames.Lock())
        {
            found = frames.Value.TryTake(count, alignmentFrames, out first);
        }

        address = first * FrameSize;
        return found;
    }

    /// <summary>Gives frames back; a panic when they were not taken.</summary>
    /// <remarks>Safety: nothing refers to the memory any more.</remarks>
    [RequiresUnsafe]
    public static void Free(nuint address, nuint bytes)
    {
        using var frames = s_frames.Lock();
        frames.Value.Release(address / FrameSize, RoundUp(bytes) / FrameSize);
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
