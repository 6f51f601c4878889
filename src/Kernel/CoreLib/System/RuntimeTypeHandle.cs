namespace System;

/// <summary>Known to the compiler: the value of a type token.</summary>
public readonly struct RuntimeTypeHandle
{
    private readonly nint _value;
}
