namespace System;

/// <summary>The primitive <c>short</c>.</summary>
public readonly struct Int16 : IEquatable<short>
{
    /// <summary>The largest value.</summary>
    public const short MaxValue = 32767;

    /// <summary>The smallest value.</summary>
    public const short MinValue = -32768;

    private readonly short _value;

    /// <inheritdoc/>
    public bool Equals(short other) => _value == other;
}
