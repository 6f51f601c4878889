namespace System;

/// <summary>A value with an order among its own kind.</summary>
public interface IComparable<T>
    where T : allows ref struct
{
    /// <summary>Negative, zero or positive as this value is less than, equal to or greater than <paramref name="other"/>.</summary>
    int CompareTo(T other);
}
