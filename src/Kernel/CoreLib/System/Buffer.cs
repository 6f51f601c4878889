using System.Runtime;
using System.Runtime.CompilerServices;

namespace System;

// The two memory loops of the image, written in assembly beside the runtime.
internal static class Buffer
{
    internal static unsafe void Memmove<T>(ref T destination, ref T source, nuint count)
    {
        // SAFETY: the caller has checked that both ranges hold the elements.
        fixed (T* to = &destination, from = &source)
        {
            Move(to, from, count * (nuint)sizeof(T));
        }
    }

    internal static unsafe void Clear(ref byte start, nuint bytes)
    {
        // SAFETY: the caller owns the range.
        fixed (byte* pointer = &start)
        {
            Set(pointer, 0, bytes);
        }
    }

    // Known to the compiler: how a struct with references is copied. Kernel objects are frozen, so there is nothing to tell a collector.
    private static void BulkMoveWithWriteBarrier(ref byte destination, ref byte source, nuint bytes) => Memmove(ref destination, ref source, bytes);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("memmove")]
    internal static extern unsafe void* Move(void* destination, void* source, nuint bytes);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("memset")]
    internal static extern unsafe void* Set(void* destination, int value, nuint bytes);
}
