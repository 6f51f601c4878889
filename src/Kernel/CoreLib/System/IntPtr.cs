namespace System;

/// <summary>The primitive <c>nint</c>: an integer as wide as a pointer, 64 bits.</summary>
public readonly struct IntPtr : IEquatable<nint>
{
    private readonly unsafe void* _value;

    /// <summary>Zero.</summary>
    public static nint Zero => 0;

    /// <summary>The largest value.</summary>
    public static nint MaxValue => unchecked((nint)long.MaxValue);

    /// <summary>The smallest value.</summary>
    public static nint MinValue => unchecked((nint)long.MinValue);

    /// <summary>The size in bytes.</summary>
    public static unsafe int Size => sizeof(nint);

    /// <inheritdoc/>
    // SAFETY: the pointer is compared as a number, never followed.
    public unsafe bool Equals(nint other) => (nint)_value == other;
}
