using Hermit.Sync;

namespace Hermit.Runtime.Threads;

/// <summary>What a thread that runs managed code owes the program's libraries.</summary>
public static class ManagedThread
{
    private static AtomicNint s_exitCallback;

    /// <summary>Lets the libraries clean up after the calling thread. Last thing before it ends.</summary>
    public static unsafe void OnExit()
    {
        // SAFETY: the core library registered it for this.
        delegate* unmanaged<void> callback = (delegate* unmanaged<void>)s_exitCallback.Load(MemoryOrder.Acquire);
        if (callback is not null)
        {
            callback();
        }
    }

    internal static void SetExitCallback(nint callback) => s_exitCallback.Store(callback, MemoryOrder.Release);
}
