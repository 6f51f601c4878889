using System;

using Hermit.Abi;
using Hermit.Memory;

[assembly: BorderOf("Hermit.Platform")]

namespace Hermit.Border;

/// <summary>What the generated functions share: pointers become spans, errors become numbers.</summary>
internal static class Border
{
    /// <summary>The longest text that is looked for the end of, in bytes: longer than every path.</summary>
    public const int MaximumText = 1 << 20;

    /// <summary>A view of a text that ends in a zero, without the zero; empty for null.</summary>
    /// <remarks>Safety: the text ends in a zero, and lives as long as the span is used.</remarks>
    [RequiresUnsafe]
    public static unsafe Span<byte> Text(byte* start)
    {
        int length = 0;

        // SAFETY: everything up to the zero is the text's.
        while (start != null && length < MaximumText && start[length] != 0)
        {
            length++;
        }

        return new Span<byte>(start, length);
    }

    /// <summary>Whether a buffer can be: null only if it is empty, and no length below zero.</summary>
    public static unsafe bool IsBuffer(void* start, int length) => length > 0 ? start != null : length == 0;

    /// <summary>A pointer to nothing: -1, and the error number says so.</summary>
    public static int Fault() => Result(SystemError.Fault);

    /// <summary>A buffer that cannot be: -1, and the error number says so.</summary>
    public static int Invalid() => Result(SystemError.Invalid);

    /// <summary>0 for success, else -1 with the error number set.</summary>
    public static int Result(SystemError error)
    {
        if (error == SystemError.None)
        {
            return 0;
        }

        CurrentThread.Error = error;
        return -1;
    }

    /// <summary>A copy of a text that the program frees, with a zero behind it; null when memory has run out.</summary>
    public static unsafe void* AllocateText(ReadOnlySpan<byte> text)
    {
        void* copy = KernelHeap.Allocate((nuint)text.Length + 1);
        if (copy != null)
        {
            // SAFETY: the block is new, and long enough.
            var destination = new Span<byte>(copy, text.Length + 1);
            text.CopyTo(destination);
            destination[text.Length] = 0;
        }

        return copy;
    }
}
