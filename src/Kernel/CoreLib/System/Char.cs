namespace System;

/// <summary>The primitive <c>char</c>: one UTF-16 code unit.</summary>
public readonly struct Char : IEquatable<char>
{
    /// <summary>The largest value.</summary>
    public const char MaxValue = (char)0xFFFF;

    /// <summary>The smallest value.</summary>
    public const char MinValue = (char)0;

    private readonly char _value;

    /// <inheritdoc/>
    public bool Equals(char other) => _value == other;
}
