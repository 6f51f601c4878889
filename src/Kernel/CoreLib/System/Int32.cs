namespace System;

/// <summary>The primitive <c>int</c>.</summary>
public readonly struct Int32 : IEquatable<int>
{
    /// <summary>The largest value.</summary>
    public const int MaxValue = 2147483647;

    /// <summary>The smallest value.</summary>
    public const int MinValue = -2147483648;

    private readonly int _value;

    /// <inheritdoc/>
    public bool Equals(int other) => _value == other;
}
