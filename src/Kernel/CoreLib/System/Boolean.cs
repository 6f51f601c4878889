namespace System;

/// <summary>The primitive <c>bool</c>.</summary>
public readonly struct Boolean : IEquatable<bool>
{
    private readonly bool _value;

    /// <inheritdoc/>
    public bool Equals(bool other) => _value == other;
}
