namespace System;

/// <summary>Common operations on spans.</summary>
public static class MemoryExtensions
{
    /// <summary>A view of the text; empty for null.</summary>
    public static ReadOnlySpan<char> AsSpan(this string? text) => String.View(text);

    /// <summary>A view of the array.</summary>
    public static Span<T> AsSpan<T>(this T[]? array) => new(array);

    /// <summary>Whether the two hold equal elements.</summary>
    public static bool SequenceEqual<T>(this Span<T> span, ReadOnlySpan<T> other)
        where T : IEquatable<T> => SequenceEqual((ReadOnlySpan<T>)span, other);

    /// <summary>Whether the two hold equal elements.</summary>
    public static bool SequenceEqual<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other)
        where T : IEquatable<T>
    {
        if (span.Length != other.Length)
        {
            return false;
        }

        for (int i = 0; i < span.Length; i++)
        {
            if (!span[i].Equals(other[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the elements begin with <paramref name="value"/>.</summary>
    public static bool StartsWith<T>(this Span<T> span, ReadOnlySpan<T> value)
        where T : IEquatable<T> => StartsWith((ReadOnlySpan<T>)span, value);

    /// <summary>Whether the elements begin with <paramref name="value"/>.</summary>
    public static bool StartsWith<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value)
        where T : IEquatable<T>
    {
        return span.Length >= value.Length && span.Slice(0, value.Length).SequenceEqual(value);
    }

    /// <summary>Whether the elements end with <paramref name="value"/>.</summary>
    public static bool EndsWith<T>(this Span<T> span, ReadOnlySpan<T> value)
        where T : IEquatable<T> => EndsWith((ReadOnlySpan<T>)span, value);

    /// <summary>Whether the elements end with <paramref name="value"/>.</summary>
    public static bool EndsWith<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value)
        where T : IEquatable<T>
    {
        return span.Length >= value.Length && span.Slice(span.Length - value.Length).SequenceEqual(value);
    }

    /// <summary>The position of the first <paramref name="value"/>, or -1.</summary>
    public static int IndexOf<T>(this Span<T> span, T value)
        where T : IEquatable<T> => IndexOf((ReadOnlySpan<T>)span, value);

    /// <summary>The position of the first <paramref name="value"/>, or -1.</summary>
    public static int IndexOf<T>(this ReadOnlySpan<T> span, T value)
        where T : IEquatable<T>
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (span[i].Equals(value))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The position of the last <paramref name="value"/>, or -1.</summary>
    public static int LastIndexOf<T>(this Span<T> span, T value)
        where T : IEquatable<T> => LastIndexOf((ReadOnlySpan<T>)span, value);

    /// <summary>The position of the last <paramref name="value"/>, or -1.</summary>
    public static int LastIndexOf<T>(this ReadOnlySpan<T> span, T value)
        where T : IEquatable<T>
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (span[i].Equals(value))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The position of the first <paramref name="value"/>, or -1.</summary>
    public static int IndexOf<T>(this Span<T> span, ReadOnlySpan<T> value)
        where T : IEquatable<T> => IndexOf((ReadOnlySpan<T>)span, value);

    /// <summary>The position of the first <paramref name="value"/>, or -1.</summary>
    public static int IndexOf<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value)
        where T : IEquatable<T>
    {
        if (value.IsEmpty)
        {
            return 0;
        }

        for (int i = 0; i <= span.Length - value.Length; i++)
        {
            if (span[i].Equals(value[0]) && span.Slice(i, value.Length).SequenceEqual(value))
            {
                return i;
            }
        }

        return -1;
    }
}
