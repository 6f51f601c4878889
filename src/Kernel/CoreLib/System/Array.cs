using System.Runtime.CompilerServices;

namespace System;

/// <summary>The base of every array. In the kernel an array is constant data; working storage comes from pools.</summary>
public abstract class Array
{
    // Laid out as the compiler emits arrays: the length, padding, then the elements.
    private readonly int _numComponents;

    /// <summary>The number of elements.</summary>
    public int Length
    {
        [Intrinsic]
        get => _numComponents;
    }
}
