using Hermit;

namespace System.Runtime.CompilerServices;

/// <summary>Memory access that the type system does not check. The compiler supplies every body marked <c>[Intrinsic]</c>.</summary>
/// <remarks>
/// Safety: the caller knows that the memory is there, holds a value of the type that it is taken for, and stays as long as the reference; that
/// offsets stay within the object; and that a value whose initialisation is skipped is not read first.
/// </remarks>
// FORGES: that is what this type is for; its callers say why the types fit.
public static class Unsafe
{
    /// <summary>The address a reference refers to.</summary>
    [Intrinsic]
    [RequiresUnsafe]
    public static unsafe void* AsPointer<T>(ref readonly T value)
        where T : allows ref struct
    {
        ThrowHelper.NoValue();
        return null;
    }

    /// <summary>The size of a value, in bytes.</summary>
    [Intrinsic]
    public static unsafe int SizeOf<T>()
        where T : allows ref struct => sizeof(T);

    /// <summary>The object as a <typeparamref name="T"/>, unchecked.</summary>
    [Intrinsic]
    [RequiresUnsafe]
    public static T As<T>(object? value)
        where T : class?
    {
        ThrowHelper.NoValue();
        return default!;
    }

    /// <summary>The reference as one to <typeparamref name="TTo"/>, unchecked.</summary>
    // SAFETY: the body is never run: the compiler supplies another, which changes the type of the reference only.
    [Intrinsic]
    [RequiresUnsafe]
    public static unsafe ref TTo As<TFrom, TTo>(ref TFrom source)
        where TFrom : allows ref struct
        where TTo : allows ref struct
    {
        ThrowHelper.NoValue();
        return ref *(TTo*)null;
    }

    /// <summary>The element that many further on.</summary>
    // SAFETY: the caller vouches that the element is within the object that the reference is into, or just behind it.
    [Intrinsic]
    [RequiresUnsafe]
    public static unsafe ref T Add<T>(ref T source, int elementOffset)
        where T : allows ref struct => ref AddByteOffset(ref source, (nint)elementOffset * (nint)sizeof(T));

    /// <summary>The element that many further on.</summary>
    // SAFETY: the caller vouches that the element is within the object that the reference is into, or just behind it.
    [Intrinsic]
    [RequiresUnsafe]
    public static unsafe ref T Add<T>(ref T source, nint elementOffset)
        where T : allows ref struct => ref AddByteOffset(ref source, elementOffset * (nint)sizeof(T));

    /// <summary>The element that many further on.</summary>
    // SAFETY: the caller vouches that the element is within the object that the reference is into, or just behind it.
    [Intrinsic]
    [RequiresUnsafe]
    public static unsafe ref T Add<T>(ref T source, nuint elementOffset)
        where T : allows ref struct => ref AddByteOffset(ref source, elementOffset * (nuint)sizeof(T));

    /// <summary>The reference moved by bytes.</summary>
    [Intrinsic]
    [RequiresUnsafe]
    public static ref T AddByteOffset<T>(ref T source, nint byteOffset)
        where T : allows ref struct
    {
        ThrowHelper.NoValue();
        return ref source;
    }

    /// <summary>The reference moved by bytes.</summary>
    [Intrinsic]
    [RequiresUnsafe]
    public static ref T AddByteOffset<T>(ref T source, nuint byteOffset)
        where T : allows ref struct
    {
        ThrowHelper.NoValue();
        return ref source;
    }

    /// <summary>The distance from <paramref name="origin"/> to <paramref name="target"/>, in bytes.</summary>
    [Intrinsic]
    public static nint ByteOffset<T>(ref readonly T origin, ref readonly T target)
        where T : allows ref struct
    {
        ThrowHelper.NoValue();
        return 0;
    }

    /// <summary>Whether the two refer to the same place.</summary>
    [Intrinsic]
    public static bool AreSame<T>(ref readonly T left, ref readonly T right)
        where T : allows ref struct
    {
        ThrowHelper.NoValue();
        return false;
    }

    /// <summary>A reference to what a pointer points at.</summary>
    // SAFETY: the caller vouches that a value of the type stands at the pointer for as long as the reference is used.
    [Intrinsic]
    [RequiresUnsafe]
    public static unsafe ref T AsRef<T>(void* source)
        where T : allows ref struct => ref *(T*)source;

    /// <summary>A writable reference from a read-only one.</summary>
    // SAFETY: the body is never run: the compiler supplies another, which gives the reference back.
    [Intrinsic]
    [RequiresUnsafe]
    public static unsafe ref T AsRef<T>(scoped ref readonly T source)
        where T : allows ref struct
    {
        ThrowHelper.NoValue();
        return ref *(T*)null;
    }

    /// <summary>A reference to nothing.</summary>
    // SAFETY: nothing is read here, and the null area, into which the result refers, is never mapped: a use is a fault.
    [Intrinsic]
    public static unsafe ref T NullRef<T>()
        where T : allows ref struct => ref *(T*)null;

    /// <summary>Whether the reference refers to nothing.</summary>
    [Intrinsic]
    public static bool IsNullRef<T>(ref readonly T source)
        where T : allows ref struct
    {
        ThrowHelper.NoValue();
        return false;
    }

    /// <summary>Leaves a variable uninitialised.</summary>
    [Intrinsic]
    [RequiresUnsafe]
    public static void SkipInit<T>(out T value)
        where T : allows ref struct
    {
        ThrowHelper.NoValue();
        value = default!;
    }

    /// <summary>Reads a value at any alignment.</summary>
    // SAFETY: the caller vouches that the bytes of a value of the type stand at the pointer.
    // The compiler's body, which is the one that runs, takes any alignment.
    [Intrinsic]
    [RequiresUnsafe]
    public static unsafe T ReadUnaligned<T>(void* source)
        where T : allows ref struct => *(T*)source;

    /// <summary>Reads a value at any alignment.</summary>
    [Intrinsic]
    [RequiresUnsafe]
    public static T ReadUnaligned<T>(ref readonly byte source)
        where T : allows ref struct
    {
        ThrowHelper.NoValue();
        return default!;
    }

    /// <summary>Writes a value at any alignment.</summary>
    // SAFETY: the caller vouches that there is room for the value at the pointer.
    // The compiler's body, which is the one that runs, takes any alignment.
    [Intrinsic]
    [RequiresUnsafe]
    public static unsafe void WriteUnaligned<T>(void* destination, T value)
        where T : allows ref struct => *(T*)destination = value;

    /// <summary>Writes a value at any alignment.</summary>
    [Intrinsic]
    [RequiresUnsafe]
    public static void WriteUnaligned<T>(ref byte destination, T value)
        where T : allows ref struct
    {
        ThrowHelper.NoValue();
    }

    /// <summary>Copies bytes, which may overlap.</summary>
    // SAFETY: the caller vouches that so many bytes can be read at the one pointer and written at the other; Move lets them overlap.
    [RequiresUnsafe]
    public static unsafe void CopyBlock(void* destination, void* source, uint byteCount) => Buffer.Move(destination, source, byteCount);

    /// <summary>Sets bytes.</summary>
    // SAFETY: the caller vouches that so many bytes can be written at the pointer.
    [RequiresUnsafe]
    public static unsafe void InitBlock(void* startAddress, byte value, uint byteCount) => Buffer.Set(startAddress, value, byteCount);
}
