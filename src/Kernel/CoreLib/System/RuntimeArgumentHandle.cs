namespace System;

/// <summary>Known to the compiler.</summary>
public readonly struct RuntimeArgumentHandle
{
    private readonly nint _value;
}
