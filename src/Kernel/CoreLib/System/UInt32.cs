namespace System;

/// <summary>The primitive <c>uint</c>.</summary>
public readonly struct UInt32 : IEquatable<uint>
{
    /// <summary>The largest value.</summary>
    public const uint MaxValue = 4294967295;

    /// <summary>The smallest value.</summary>
    public const uint MinValue = 0;

    private readonly uint _value;

    /// <inheritdoc/>
    public bool Equals(uint other) => _value == other;
}
