using Hermit.Abi;
using Hermit.Memory;
using Hermit.Scheduling;

namespace Hermit.Platform;

/// <summary>
/// Values that the program names by handles, where C has pointers. Work is done on a copy outside the lock: two threads may digest at once, and two that
/// use one context, which the libraries forbid, spoil no more than its result.
/// </summary>
internal static class Contexts
{
    /// <summary>Keeps a value, and returns its handle; 0, with the error number set, when memory has run out.</summary>
    public static nint Keep<T>(ref SleepMutex<Pool<T>> contexts, ref T value)
        where T : unmanaged
    {
        using var pool = contexts.Lock();
        if (!pool.Value.TryAllocate(out Handle<T> handle))
        {
            return Errno.Fail(SystemError.OutOfMemory, (nint)0);
        }

        pool.Value[handle] = value;
        return (nint)handle.ToBits();
    }

    /// <summary>Copies what a handle names; <see langword="false"/>, with the error number set, if it names nothing.</summary>
    public static bool TryGet<T>(ref SleepMutex<Pool<T>> contexts, nint context, out T value)
        where T : unmanaged
    {
        Handle<T> handle = Handle<T>.FromBits((ulong)context);
        using var pool = contexts.Lock();
        bool isThere = pool.Value.Contains(handle);
        value = isThere ? pool.Value[handle] : default;
        return isThere || Errno.Fail(SystemError.Invalid, false);
    }

    /// <summary>Replaces what a handle names; <see langword="false"/>, with the error number set, if it names nothing.</summary>
    public static bool TrySet<T>(ref SleepMutex<Pool<T>> contexts, nint context, ref T value)
        where T : unmanaged
    {
        Handle<T> handle = Handle<T>.FromBits((ulong)context);
        using var pool = contexts.Lock();
        if (!pool.Value.Contains(handle))
        {
            return Errno.Fail(SystemError.Invalid, false);
        }

        pool.Value[handle] = value;
        return true;
    }

    /// <summary>Forgets a value, which is overwritten. A handle that names nothing is fine.</summary>
    public static void Forget<T>(ref SleepMutex<Pool<T>> contexts, nint context)
        where T : unmanaged
    {
        using var pool = contexts.Lock();
        pool.Value.Free(Handle<T>.FromBits((ulong)context));
    }
}
