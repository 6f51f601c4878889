namespace System;

/// <summary>The primitive <c>ulong</c>.</summary>
public readonly struct UInt64 : IEquatable<ulong>
{
    /// <summary>The largest value.</summary>
    public const ulong MaxValue = 18446744073709551615;

    /// <summary>The smallest value.</summary>
    public const ulong MinValue = 0;

    private readonly ulong _value;

    /// <inheritdoc/>
    public bool Equals(ulong other) => _value == other;
}
