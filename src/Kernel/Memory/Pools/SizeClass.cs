using System;
using System.Numerics;

namespace Hermit.Memory;

/// <summary>
/// The block sizes of the kernel heap: multiples of 16 up to 128 bytes, then four steps to each doubling, so that no more than a fifth of a block is
/// wasted.
/// </summary>
internal static class SizeClass
{
    /// <summary>How many there are.</summary>
    public const int Count = 24;

    /// <summary>The largest, in bytes: larger blocks get pages of their own.</summary>
    public const int LargestBytes = 2048;

    private const int LinearBytes = 128;
    private const int LinearCount = LinearBytes / 16;

    /// <summary>The class of the smallest blocks that hold <paramref name="bytes"/>, which is at most <see cref="LargestBytes"/>.</summary>
    public static int Of(int bytes)
    {
        if (bytes <= LinearBytes)
        {
            return Math.Max(0, (bytes - 1) >> 4);
        }

        int doubling = BitOperations.Log2((uint)(bytes - 1)) - 7;
        int step = ((bytes - 1) >> (doubling + 5)) & 3;
        return LinearCount + (doubling * 4) + step;
    }

    /// <summary>The size of the blocks of a class, in bytes.</summary>
    public static int Bytes(int sizeClass)
    {
        if (sizeClass < LinearCount)
        {
            return (sizeClass + 1) << 4;
        }

        int doubling = (sizeClass - LinearCount) >> 2;
        int step = (sizeClass - LinearCount) & 3;
        return (LinearBytes + ((step + 1) << 5)) << doubling;
    }
}
