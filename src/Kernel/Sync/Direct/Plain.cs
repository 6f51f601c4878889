using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// A value that is not synchronised by itself but by the primitive that owns the cell: the one way in which the primitives reach their data.
/// The explorer compiles the same primitives with a cell that reports accesses which nothing orders.
/// </summary>
internal struct Plain<T>
{
    private T _value;

    public Plain(T value)
    {
        _value = value;
    }

    /// <summary>The value, to be read only.</summary>
    /// <remarks>Safety: no thread writes the value as long as the reference lives.</remarks>
    [RequiresUnsafe]
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref readonly T Read() => ref _value;

    /// <summary>The value, to be written.</summary>
    /// <remarks>Safety: no other reference to the value is in use as long as this one lives.</remarks>
    [RequiresUnsafe]
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref T Write()
    {
        // SAFETY: the caller has the value to itself; the readonly receiver is a location that the owner declares, never a constant.
        unsafe
        {
            return ref Unsafe.AsRef(in _value);
        }
    }
}
