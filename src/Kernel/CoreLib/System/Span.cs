using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A bounds-checked view of contiguous memory. Every access out of range is a panic.</summary>
// The invariant: _length elements stand at _reference. The compiler and whoever calls an unsafe constructor vouch for it; both are read-only.
// FORGES: whoever made the span from a pointer said that elements of this type stand there.
public readonly ref struct Span<T>
{
    internal readonly ref T _reference;
    private readonly int _length;

    /// <summary>A view of the elements of <paramref name="array"/>.</summary>
    public unsafe Span(T[]? array)
    {
        if (array is null)
        {
            this = default;
            return;
        }

        // SAFETY: an array holds Length elements from its first one on, and kernel objects are frozen: it stays where it is.
        _reference = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(array);
        _length = array.Length;
    }

    /// <summary>A view of <paramref name="length"/> elements of <paramref name="array"/> from <paramref name="start"/> on.</summary>
    public Span(T[]? array, int start, int length)
    {
        this = new Span<T>(array).Slice(start, length);
    }

    /// <summary>A view of <paramref name="length"/> elements at <paramref name="pointer"/>.</summary>
    public unsafe Span(void* pointer, int length)
    {
        if (length < 0)
        {
            ThrowHelper.ArgumentOutOfRange();
        }

        // SAFETY: whoever passes the pointer vouches that so many elements stand there for as long as the span is used; the length is not negative.
        _reference = ref *(T*)pointer;
        _length = length;
    }

    /// <summary>A view of one element.</summary>
    public Span(ref T reference)
    {
        _reference = ref reference;
        _length = 1;
    }

    internal Span(ref T reference, int length)
    {
        _reference = ref reference;
        _length = length;
    }

    /// <summary>No elements.</summary>
    public static Span<T> Empty => default;

    /// <summary>The number of elements.</summary>
    public int Length
    {
        [Intrinsic]
        get => _length;
    }

    /// <summary>Whether there are no elements.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>The element at <paramref name="index"/>.</summary>
    public unsafe ref T this[int index]
    {
        [Intrinsic]
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)_length)
            {
                ThrowHelper.IndexOutOfRange();
            }

            // SAFETY: _length elements stand at _reference, and the index has just been found to be below that.
            return ref Unsafe.Add(ref _reference, index);
        }
    }

    /// <summary>A view of the elements of <paramref name="array"/>.</summary>
    public static implicit operator Span<T>(T[]? array) => new(array);

    /// <summary>The same view, read-only.</summary>
    public static implicit operator ReadOnlySpan<T>(Span<T> span) => new(ref span._reference, span._length);

    /// <summary>The elements from <paramref name="start"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe Span<T> Slice(int start)
    {
        if ((uint)start > (uint)_length)
        {
            ThrowHelper.ArgumentOutOfRange();
        }

        // SAFETY: start is at most _length, so that the rest of the _length elements at _reference stands there.
        return new Span<T>(ref Unsafe.Add(ref _reference, start), _length - start);
    }

    /// <summary><paramref name="length"/> elements from <paramref name="start"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe Span<T> Slice(int start, int length)
    {
        if ((ulong)(uint)start + (ulong)(uint)length > (ulong)(uint)_length)
        {
            ThrowHelper.ArgumentOutOfRange();
        }

        // SAFETY: start + length, added in 64 bits, is at most _length, so that the elements are among those at _reference.
        return new Span<T>(ref Unsafe.Add(ref _reference, start), length);
    }

    /// <summary>Copies the elements; a panic when <paramref name="destination"/> is shorter.</summary>
    public void CopyTo(Span<T> destination)
    {
        if (!TryCopyTo(destination))
        {
            ThrowHelper.DestinationTooShort();
        }
    }

    /// <summary>Copies the elements, which may overlap, unless <paramref name="destination"/> is shorter.</summary>
    public bool TryCopyTo(Span<T> destination)
    {
        if ((uint)_length > (uint)destination.Length)
        {
            return false;
        }

        Buffer.Memmove(ref destination._reference, ref _reference, (nuint)(uint)_length);
        return true;
    }

    /// <summary>Sets every element to its default.</summary>
    public unsafe void Clear()
    {
        // SAFETY: the span owns exactly this many bytes, and kernel data holds no references that a barrier must see.
        Buffer.Clear(ref Unsafe.As<T, byte>(ref _reference), (nuint)(uint)_length * (nuint)sizeof(T));
    }

    /// <summary>Sets every element to <paramref name="value"/>.</summary>
    public unsafe void Fill(T value)
    {
        for (int i = 0; i < _length; i++)
        {
            // SAFETY: _length elements stand at _reference, and i is below that.
            Unsafe.Add(ref _reference, i) = value;
        }
    }

    /// <summary>The first element, for <c>fixed</c>; a null reference when there is none.</summary>
    public unsafe ref T GetPinnableReference()
    {
        if (_length == 0)
        {
            // SAFETY: nothing is read here, and `fixed` makes a null pointer of it; to use that takes unsafe code again.
            return ref Unsafe.NullRef<T>();
        }

        return ref _reference;
    }

    /// <summary>Goes through the elements in order.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Goes through the elements in order.</summary>
    public ref struct Enumerator
    {
        private readonly Span<T> _span;
        private int _index;

        internal Enumerator(Span<T> span)
        {
            _span = span;
            _index = -1;
        }

        /// <summary>The element at hand.</summary>
        public ref T Current => ref _span[_index];

        /// <summary>Goes to the next element, if there is one.</summary>
        public bool MoveNext() => ++_index < _span.Length;
    }
}
