namespace System;

/// <summary>Known to the compiler: the value of a method token.</summary>
public readonly struct RuntimeMethodHandle
{
    private readonly nint _value;
}
