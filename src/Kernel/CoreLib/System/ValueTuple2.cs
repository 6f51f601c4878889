namespace System;

/// <summary>A tuple of 2.</summary>
public struct ValueTuple<T1, T2>
{
    /// <summary>Element 1.</summary>
    public T1 Item1;

    /// <summary>Element 2.</summary>
    public T2 Item2;

    /// <summary>Makes a tuple.</summary>
    public ValueTuple(T1 item1, T2 item2)
    {
        Item1 = item1;
        Item2 = item2;
    }
}
