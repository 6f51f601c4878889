namespace Hermit.Sync;

/// <summary>
/// A function that is named at run time. Code that calls it does not refer to what it calls: an image holds that only if its program can reach the
/// code that names it.
/// </summary>
// SAFETY: the one field is an atomic.
[Synchronized]
public struct LateFunction<TArgument>
    where TArgument : allows ref struct
{
    private AtomicNint _function;

    /// <summary>Names the function, for every call from now on.</summary>
    public readonly void Set<TFunction>()
        where TFunction : struct, IFunction<TArgument>
    {
        unsafe
        {
            // SAFETY: the address of a static method, which stays.
            delegate*<ref TArgument, void> function = &TFunction.Invoke;
            _function.Store((nint)function, MemoryOrder.Release);
        }
    }

    /// <summary>Calls the function; false when none has been named.</summary>
    public readonly bool TryInvoke(ref TArgument argument)
    {
        nint function = _function.Load(MemoryOrder.Acquire);
        if (function == 0)
        {
            return false;
        }

        unsafe
        {
            // SAFETY: Set stored a method of this signature.
            ((delegate*<ref TArgument, void>)function)(ref argument);
        }

        return true;
    }
}
