namespace System;

/// <summary>Known to the compiler.</summary>
public ref struct TypedReference
{
    private ref byte _value;
    private readonly RuntimeTypeHandle _typeHandle;
}
