using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Descriptors;

/// <summary>
/// The name of a local socket (<c>unix(7)</c>): a path in the file system, without the zero at its end; or, beginning with a zero, any bytes, which name
/// nothing there. The default value names none.
/// </summary>
public struct LocalName
{
    /// <summary>How long a name can be, in bytes.</summary>
    public const int Capacity = 108;

    private Storage _bytes;
    private byte _length;

    /// <summary>Copies a name. Panics if it is longer than <see cref="Capacity"/>.</summary>
    public LocalName(ReadOnlySpan<byte> name)
    {
        Panic.Unless(name.Length <= Capacity, "the name of a local socket is too long");
        name.CopyTo(_bytes);
        _length = (byte)name.Length;
    }

    /// <summary>Whether it names nothing.</summary>
    public readonly bool IsEmpty => _length == 0;

    /// <summary>Whether it is none of the file system's.</summary>
    public readonly bool IsAbstract => _length != 0 && _bytes[0] == 0;

    /// <summary>The bytes.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Span => ((ReadOnlySpan<byte>)_bytes).Slice(0, _length);

    [InlineArray(Capacity)]
    private struct Storage
    {
        private byte _first;
    }
}
