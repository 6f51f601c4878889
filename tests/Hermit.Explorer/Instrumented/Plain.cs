using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Hermit.Explorer;

namespace Hermit.Sync;

/// <summary>A value that is not synchronised by itself: the explorer reports accesses to it that nothing orders.</summary>
public struct Plain<T>
{
    private T _value;
    private PlainLocation? _location;

    /// <summary>Makes a cell that holds <paramref name="value"/>.</summary>
    public Plain(T value)
    {
        _value = value;
    }

    /// <summary>The value, to be read only.</summary>
    /// <remarks>Safety: none needed here; the explorer fails a scenario that misuses it.</remarks>
    [UnscopedRef]
    public readonly ref readonly T Read()
    {
        MemoryModel.Plain(Instrumentation.Thread, Location, write: false);
        return ref _value;
    }

    /// <summary>The value, to be written.</summary>
    /// <remarks>Safety: none needed here; the explorer fails a scenario that misuses it.</remarks>
    [UnscopedRef]
    public readonly ref T Write()
    {
        MemoryModel.Plain(Instrumentation.Thread, Location, write: true);

        // SAFETY: one explored thread runs at a time.
        unsafe
        {
            return ref Unsafe.AsRef(in _value);
        }
    }

    private readonly PlainLocation Location
    {
        get
        {
            // SAFETY: one explored thread runs at a time, so making the location on first use cannot race.
            unsafe
            {
                return Instrumentation.Resolve(ref Unsafe.AsRef(in _location));
            }
        }
    }
}
