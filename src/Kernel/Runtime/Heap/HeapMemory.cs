using System;

namespace Hermit.Runtime.Heap;

/// <summary>Memory that the platform handed out and that holds nothing yet.</summary>
internal static class HeapMemory
{
    /// <summary>Clears <paramref name="bytes"/>, a multiple of 8, from <paramref name="address"/> on. A plain struct store becomes the widest stores there are.</summary>
    /// <remarks>Safety: the memory is the caller's.</remarks>
    [RequiresUnsafe]
    public static unsafe void Clear(nuint address, nuint bytes)
    {
        // SAFETY: the caller vouches for the memory.
        Span<ZeroPiece> pieces = new((void*)address, (int)(bytes / (nuint)sizeof(ZeroPiece)));
        foreach (ref ZeroPiece piece in pieces)
        {
            piece = default;
        }

        nuint rest = bytes % (nuint)sizeof(ZeroPiece);
        Span<nuint> words = new((void*)(address + bytes - rest), (int)(rest / HeapLayout.WordBytes));
        foreach (ref nuint word in words)
        {
            word = 0;
        }
    }
}
