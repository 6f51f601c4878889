namespace System;

/// <summary>Known to the compiler: how large values are copied and cleared.</summary>
internal static class SpanHelpers
{
    private static void Memmove(ref byte destination, ref byte source, nuint bytes) => Buffer.Memmove(ref destination, ref source, bytes);

    private static void ClearWithoutReferences(ref byte start, nuint bytes) => Buffer.Clear(ref start, bytes);

    private static unsafe void Fill(ref byte start, byte value, nuint bytes)
    {
        // SAFETY: the compiler passes a range of the value that it fills.
        fixed (byte* pointer = &start)
        {
            Buffer.Set(pointer, value, bytes);
        }
    }
}
