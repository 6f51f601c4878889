using System.Runtime.CompilerServices;

using Hermit;

namespace System.Runtime.InteropServices;

/// <summary>Views of memory that the type system does not check.</summary>
/// <remarks>Safety: the caller knows that so many elements stand at the reference, and that their bits are values of the type they are taken for.</remarks>
// FORGES: arrays have the layout of RawArrayData; else the caller says why the types fit.
public static class MemoryMarshal
{
    /// <summary>A view of <paramref name="length"/> elements at a reference.</summary>
    // SAFETY: the caller vouches that so many elements stand at the reference, for as long as the span is used.
    [RequiresUnsafe]
    public static unsafe Span<T> CreateSpan<T>(scoped ref T reference, int length) => new(ref Unsafe.AsRef(in reference), length);

    /// <summary>A read-only view of <paramref name="length"/> elements at a reference.</summary>
    // SAFETY: the caller vouches that so many elements stand at the reference, for as long as the span is used; nothing writes through it.
    [RequiresUnsafe]
    public static unsafe ReadOnlySpan<T> CreateReadOnlySpan<T>(scoped ref readonly T reference, int length) => new(ref Unsafe.AsRef(in reference), length);

    /// <summary>The first element of an array.</summary>
    // SAFETY: the compiler lays an array out like RawArrayData, its first element at Data; the caller reads it only if there is one.
    [Intrinsic]
    [RequiresUnsafe]
    public static unsafe ref T GetArrayDataReference<T>(T[] array) => ref Unsafe.As<byte, T>(ref Unsafe.As<RawArrayData>(array).Data);

    /// <summary>The first element.</summary>
    [RequiresUnsafe]
    public static ref T GetReference<T>(Span<T> span) => ref span._reference;

    /// <summary>The memory of the elements as bytes.</summary>
    // SAFETY: the bytes are those of the elements of the span, counted without overflow; that they may be seen as bytes, the caller vouches for.
    [RequiresUnsafe]
    public static unsafe Span<byte> AsBytes<T>(Span<T> span)
        where T : struct => new(ref Unsafe.As<T, byte>(ref span._reference), checked(span.Length * sizeof(T)));

    /// <summary>The memory as elements of another type.</summary>
    // SAFETY: no more elements are made than fit the bytes of the span; that these bits are values of the other type, the caller vouches for.
    [RequiresUnsafe]
    public static unsafe Span<TTo> Cast<TFrom, TTo>(Span<TFrom> span)
        where TFrom : struct
        where TTo : struct => new(ref Unsafe.As<TFrom, TTo>(ref span._reference), (int)((long)span.Length * sizeof(TFrom) / sizeof(TTo)));

    /// <summary>The first element.</summary>
    [RequiresUnsafe]
    public static ref T GetReference<T>(ReadOnlySpan<T> span) => ref span._reference;

    /// <summary>The memory of the elements as bytes.</summary>
    // SAFETY: the bytes are those of the elements of the span, counted without overflow; that they may be seen as bytes, the caller vouches for.
    [RequiresUnsafe]
    public static unsafe ReadOnlySpan<byte> AsBytes<T>(ReadOnlySpan<T> span)
        where T : struct => new(ref Unsafe.As<T, byte>(ref span._reference), checked(span.Length * sizeof(T)));

    /// <summary>The memory as elements of another type.</summary>
    // SAFETY: no more elements are made than fit the bytes of the span; that these bits are values of the other type, the caller vouches for.
    [RequiresUnsafe]
    public static unsafe ReadOnlySpan<TTo> Cast<TFrom, TTo>(ReadOnlySpan<TFrom> span)
        where TFrom : struct
        where TTo : struct => new(ref Unsafe.As<TFrom, TTo>(ref span._reference), (int)((long)span.Length * sizeof(TFrom) / sizeof(TTo)));

    /// <summary>Reads a structure from the start of a span; a panic when the span is too short.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe T Read<T>(ReadOnlySpan<byte> source)
        where T : struct
    {
        if (sizeof(T) > source.Length)
        {
            ThrowHelper.ArgumentOutOfRange();
        }

        // SAFETY: the span holds so many bytes, as has just been checked.
        // Every bit pattern of a number or enumeration is a value; for other types a call is unsafe (HRM0002), and the caller vouches for the bytes.
        return Unsafe.ReadUnaligned<T>(ref source._reference);
    }

    /// <summary>Writes a structure to the start of a span; a panic when the span is too short.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Write<T>(Span<byte> destination, in T value)
        where T : struct
    {
        if (sizeof(T) > destination.Length)
        {
            ThrowHelper.ArgumentOutOfRange();
        }

        // SAFETY: the span has room for so many bytes, as has just been checked.
        // For types other than numbers and enumerations a call is unsafe (HRM0002), and the caller vouches that their bytes may be seen.
        Unsafe.WriteUnaligned(ref destination._reference, value);
    }

    // How an array is laid out behind its MethodTable pointer.
    private sealed class RawArrayData
    {
        public uint Length;
        public uint Padding;
        public byte Data;
    }
}
