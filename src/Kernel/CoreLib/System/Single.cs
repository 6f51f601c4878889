namespace System;

/// <summary>The primitive <c>float</c>.</summary>
public readonly struct Single
{
    private readonly float _value;
}
