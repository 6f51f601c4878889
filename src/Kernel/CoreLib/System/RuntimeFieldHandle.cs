namespace System;

/// <summary>Known to the compiler: the value of a field token.</summary>
public readonly struct RuntimeFieldHandle
{
    private readonly nint _value;
}
