using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// The hold of an <see cref="RwLock{TLock, T}"/> for writing: gives write access to the value, and ends when disposed. Declare it by <c>using</c>.
/// </summary>
[Guard]
public readonly ref struct WriteGuard<TLock, T>
    where TLock : struct, IRawRwLock
{
    private readonly ref readonly RwLock<TLock, T> _lock;

    internal WriteGuard(ref readonly RwLock<TLock, T> rwLock)
    {
        _lock = ref rwLock;
    }

    /// <summary>Whether the guard holds the lock: <see langword="false"/> only for the result of a <c>Try</c> method that found it taken.</summary>
    public bool IsHeld => !Unsafe.IsNullRef(in _lock);

    /// <summary>The value that the lock protects. Panics if the lock is not held.</summary>
    [UnscopedRef]
    public ref T Value
    {
        get
        {
            if (Unsafe.IsNullRef(in _lock))
            {
                Panic.Fail("The value of a guard was used that does not hold its lock.");
            }

            return ref _lock.WriteValue();
        }
    }

    /// <summary>Ends the hold, if there is one.</summary>
    public void Dispose()
    {
        if (!Unsafe.IsNullRef(in _lock))
        {
            _lock.EndWrite();
        }
    }
}
