using System;
using System.Diagnostics.CodeAnalysis;

namespace Hermit.Files;

/// <summary>The name of a directory entry: up to 255 bytes, any but <c>/</c> and zero; UTF-8 by convention.</summary>
public struct FileName
{
    private NameBuffer _bytes;
    private byte _length;

    /// <summary>Becomes a name, in place: what is not set is not cleared either. Panics if it is longer than 255 bytes.</summary>
    public void Set(ReadOnlySpan<byte> name)
    {
        Panic.Unless(name.Length <= NameBuffer.Capacity, "A file name is too long.");
        name.CopyTo(_bytes);
        _length = (byte)name.Length;
    }

    /// <summary>The length in bytes.</summary>
    public readonly int Length => _length;

    /// <summary>The bytes.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Span => ((ReadOnlySpan<byte>)_bytes).Slice(0, _length);
}
