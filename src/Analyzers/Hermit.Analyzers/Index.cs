namespace System;

/// <summary>What the compiler needs for list patterns, which .NET Standard 2.0 lacks.</summary>
internal readonly struct Index(int value, bool fromEnd = false)
{
    /// <summary>The offset in a collection of <paramref name="length"/> elements.</summary>
    public int GetOffset(int length) => fromEnd ? length - value : value;
}
