using System;

namespace Hermit.Platform;

/// <summary>One buffer of several, as the libraries lay it out: Interop.Sys.IOVector.</summary>
internal readonly unsafe struct BufferVector
{
    private readonly byte* _start;
    private readonly nuint _length;

    /// <summary>The buffer; of one that is larger than 2 GiB, the part that a span can cover.</summary>
    // SAFETY: the libraries pin the buffers during the call.
    public Span<byte> Span => Border.Buffer(_start, (int)Math.Min(_length, (nuint)int.MaxValue));
}
