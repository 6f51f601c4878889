using System.Runtime.CompilerServices;

namespace System;

/// <summary>An immutable UTF-16 text. In the kernel every string is a literal.</summary>
public sealed class String
{
    // Laid out as the compiler emits literals: the length in code units, then the code units and a terminating zero.
    private readonly int _stringLength;
    private char _firstChar;

    /// <summary>The number of UTF-16 code units.</summary>
    public int Length
    {
        [Intrinsic]
        get => _stringLength;
    }

    /// <summary>The code unit at <paramref name="index"/>; a panic when that is out of range.</summary>
    public char this[int index]
    {
        [Intrinsic]
        get
        {
            if ((uint)index >= (uint)_stringLength)
            {
                ThrowHelper.IndexOutOfRange();
            }

            // SAFETY: the index was just checked.
            unsafe
            {
                return Unsafe.Add(ref _firstChar, index);
            }
        }
    }

    /// <summary>A view of the text.</summary>
    public static implicit operator ReadOnlySpan<char>(string? value) => View(value);

    // The C# compiler turns every conversion of a string to a span into MemoryExtensions.AsSpan, which ends here.
    internal static ReadOnlySpan<char> View(string? value) => value is null ? default : new ReadOnlySpan<char>(ref value._firstChar, value._stringLength);

    /// <summary>The first code unit, for <c>fixed</c>.</summary>
    public ref readonly char GetPinnableReference() => ref _firstChar;
}
