namespace System;

/// <summary>The primitive <c>byte</c>.</summary>
public readonly struct Byte : IEquatable<byte>
{
    /// <summary>The largest value.</summary>
    public const byte MaxValue = 255;

    /// <summary>The smallest value.</summary>
    public const byte MinValue = 0;

    private readonly byte _value;

    /// <inheritdoc/>
    public bool Equals(byte other) => _value == other;
}
