namespace System;

/// <summary>The primitive <c>long</c>.</summary>
public readonly struct Int64 : IEquatable<long>
{
    /// <summary>The largest value.</summary>
    public const long MaxValue = 9223372036854775807;

    /// <summary>The smallest value.</summary>
    public const long MinValue = -9223372036854775808;

    private readonly long _value;

    /// <inheritdoc/>
    public bool Equals(long other) => _value == other;
}
