namespace System;

/// <summary>A value that can be compared with its own kind.</summary>
public interface IEquatable<T>
    where T : allows ref struct
{
    /// <summary>Whether the two are equal.</summary>
    bool Equals(T other);
}
