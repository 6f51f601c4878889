using System;

namespace Hermit.Platform;

/// <summary>
/// Where pointers become spans. What stands behind a pointer is for the program to guarantee: it comes from a P/Invoke in the .NET libraries, and
/// those pass buffers that live and stay in place during the call.
/// </summary>
internal static unsafe class Border
{
    /// <summary>The longest text that is looked for the end of, in bytes: longer than every path.</summary>
    public const int MaximumText = 1 << 20;

    /// <summary>A view of a buffer; empty when it is null or its length negative.</summary>
    /// <remarks>Safety: the buffer holds that many bytes, and lives as long as the span is used.</remarks>
    [RequiresUnsafe]
    public static Span<byte> Buffer(byte* start, int length) => start == null || length < 0 ? default : new Span<byte>(start, length);

    /// <summary>A view of a text that ends in a zero, without the zero; empty for null.</summary>
    /// <remarks>Safety: the text ends in a zero, and lives as long as the span is used.</remarks>
    [RequiresUnsafe]
    public static ReadOnlySpan<byte> Text(byte* start)
    {
        int length = 0;
        while (start != null && length < MaximumText && start[length] != 0)
        {
            length++;
        }

        return new ReadOnlySpan<byte>(start, length);
    }

    /// <summary>Copies a text and a zero, if they fit.</summary>
    public static bool TryWriteText(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        if (text.Length >= destination.Length)
        {
            return false;
        }

        text.CopyTo(destination);
        destination[text.Length] = 0;
        return true;
    }
}
