using System;
using System.Diagnostics.CodeAnalysis;

namespace Hermit.Sync;

/// <summary>
/// A value that is handed out for writing exactly once: a static buffer or table that one part of the program takes and owns from then on.
/// <code>ref Table table = ref s_table.Take();</code>
/// </summary>
// SAFETY: the flag is taken by an atomic exchange, so that one caller gets the value.
[Synchronized]
public struct TakeStatic<T>
{
    private AtomicBool _taken;
    private Plain<T> _value;

    /// <summary>Makes a cell whose value is still there. A default cell holds the default value.</summary>
    public TakeStatic(T value)
    {
        _value = new Plain<T>(value);
    }

    /// <summary>Whether the value has been taken.</summary>
    public readonly bool IsTaken => _taken.Load(MemoryOrder.Relaxed);

    /// <summary>The value, for good. Panics if it has been taken before. To whom that may happen, <see cref="TryTake"/> tells.</summary>
    [UnscopedRef]
    public readonly ref T Take()
    {
        // Relaxed is enough: the winner is the first to touch the value, and there is no second.
        if (_taken.Exchange(true, MemoryOrder.Relaxed))
        {
            Panic.Fail("A value that can be taken once was taken again.");
        }

        // SAFETY: the exchange lets one caller through, ever, so the reference is the only one.
        unsafe
        {
            return ref _value.Write();
        }
    }

    /// <summary>The value as a span of one element; an empty span if it has been taken before.</summary>
    [UnscopedRef]
    public readonly Span<T> TryTake()
    {
        if (_taken.Exchange(true, MemoryOrder.Relaxed))
        {
            return default;
        }

        // SAFETY: as in Take.
        unsafe
        {
            return new Span<T>(ref _value.Write());
        }
    }
}
