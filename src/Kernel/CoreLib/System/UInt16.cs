namespace System;

/// <summary>The primitive <c>ushort</c>.</summary>
public readonly struct UInt16 : IEquatable<ushort>
{
    /// <summary>The largest value.</summary>
    public const ushort MaxValue = 65535;

    /// <summary>The smallest value.</summary>
    public const ushort MinValue = 0;

    private readonly ushort _value;

    /// <inheritdoc/>
    public bool Equals(ushort other) => _value == other;
}
