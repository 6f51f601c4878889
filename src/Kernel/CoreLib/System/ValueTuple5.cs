namespace System;

/// <summary>A tuple of 5.</summary>
public struct ValueTuple<T1, T2, T3, T4, T5>
{
    /// <summary>Element 1.</summary>
    public T1 Item1;

    /// <summary>Element 2.</summary>
    public T2 Item2;

    /// <summary>Element 3.</summary>
    public T3 Item3;

    /// <summary>Element 4.</summary>
    public T4 Item4;

    /// <summary>Element 5.</summary>
    public T5 Item5;

    /// <summary>Makes a tuple.</summary>
    public ValueTuple(T1 item1, T2 item2, T3 item3, T4 item4, T5 item5)
    {
        Item1 = item1;
        Item2 = item2;
        Item3 = item3;
        Item4 = item4;
        Item5 = item5;
    }
}
