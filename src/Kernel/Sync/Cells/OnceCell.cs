using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// A value that is set once and read by anyone afterwards, without a lock.
/// </summary>
// SAFETY: the value is written by whoever wins the cell, before the release that readers acquire.
[Synchronized]
[NotInterruptSafe]
public struct OnceCell<T>
{
    private RawOnceCell<InterruptsUntouched, T> _cell;

    /// <summary>Makes a cell that is set to <paramref name="value"/>. A default cell is not set.</summary>
    public OnceCell(T value)
    {
        _cell = new RawOnceCell<InterruptsUntouched, T>(value);
    }

    /// <summary>Whether the value is set. If so, it is visible to the caller.</summary>
    public readonly bool IsSet => _cell.IsSet;

    /// <summary>The value. Panics if it is not set yet. Does not wait.</summary>
    [UnscopedRef]
    public readonly ref readonly T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _cell.Value;
    }

    /// <summary>Copies the value if it is set. Does not wait.</summary>
    public readonly bool TryGet([MaybeNullWhen(false)] out T value)
    {
        bool set = IsSet;
        value = set ? Value : default;
        return set;
    }

    /// <summary>
    /// Sets the value and returns <see langword="true"/>; returns <see langword="false"/> if another call has set it or is about to. Does not wait.
    /// </summary>
    public readonly bool TrySet(T value) => _cell.TrySet(value);

    /// <summary>
    /// The value; if it is not set, <paramref name="initializer"/> makes it first. Spins while another call makes it.
    /// </summary>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref readonly T GetOrCreate<TInitializer>(TInitializer initializer)
        where TInitializer : struct, IInitializer<T> => ref _cell.GetOrCreate(in initializer);
}
