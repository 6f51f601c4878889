namespace System;

/// <summary>The primitive <c>nuint</c>: an integer as wide as a pointer, 64 bits.</summary>
public readonly struct UIntPtr : IEquatable<nuint>
{
    private readonly unsafe void* _value;

    /// <summary>Zero.</summary>
    public static nuint Zero => 0;

    /// <summary>The largest value.</summary>
    public static nuint MaxValue => unchecked((nuint)ulong.MaxValue);

    /// <summary>The smallest value.</summary>
    public static nuint MinValue => unchecked((nuint)ulong.MinValue);

    /// <summary>The size in bytes.</summary>
    public static unsafe int Size => sizeof(nuint);

    /// <inheritdoc/>
    // SAFETY: the pointer is compared as a number, never followed.
    public unsafe bool Equals(nuint other) => (nuint)_value == other;
}
