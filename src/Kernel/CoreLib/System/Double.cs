namespace System;

/// <summary>The primitive <c>double</c>.</summary>
public readonly struct Double
{
    private readonly double _value;
}
