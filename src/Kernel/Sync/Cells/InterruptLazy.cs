using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// A value that is made when it is first asked for, with interrupts masked meanwhile, so that interrupt handlers may ask too.
/// </summary>
// SAFETY: the value is made by whoever wins the cell, before the release that readers acquire.
[Synchronized]
public struct InterruptLazy<T, TInitializer>
    where TInitializer : struct, IInitializer<T>
{
    private RawOnceCell<InterruptsMasked, T> _cell;
    private TInitializer _initializer;

    /// <summary>Makes a value that <paramref name="initializer"/> will make. A default one uses the default initialiser.</summary>
    public InterruptLazy(TInitializer initializer)
    {
        _initializer = initializer;
    }

    /// <summary>Whether the value has been made.</summary>
    public readonly bool IsCreated => _cell.IsSet;

    /// <summary>
    /// The value, made by the first to ask. Spins while another thread makes it. If the initialiser throws (on the host), the exception goes to
    /// whoever asked, and the next to ask tries again. An initialiser that asks for the value which it is making never returns.
    /// </summary>
    [UnscopedRef]
    public readonly ref readonly T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _cell.GetOrCreate(in _initializer);
    }
}
