namespace System;

/// <summary>The primitive <c>sbyte</c>.</summary>
public readonly struct SByte : IEquatable<sbyte>
{
    /// <summary>The largest value.</summary>
    public const sbyte MaxValue = 127;

    /// <summary>The smallest value.</summary>
    public const sbyte MinValue = -128;

    private readonly sbyte _value;

    /// <inheritdoc/>
    public bool Equals(sbyte other) => _value == other;
}
