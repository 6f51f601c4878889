using System.Runtime;
using System.Runtime.CompilerServices;
using Hermit.Scheduling;
using Hermit.Sync;

namespace Hermit.Runtime.Heap;

/// <summary>
/// The thread that runs finalizers. Its loop is in the program's core library (<c>System.Runtime.__Finalizer</c>); the thread is
/// created when there is something to finalize for the first time.
/// </summary>
internal static class FinalizerThread
{
    private const nuint StackBytes = 1536 * 1024;
    private const ulong None = 0;
    private const ulong Creating = ulong.MaxValue;

    private static FinalizerSignal s_signal;
    private static AtomicUInt64 s_thread;

    /// <summary>Asks for a pass. Without memory for the thread, the next request tries again.</summary>
    public static void Request()
    {
        if (TryEnsureCreated())
        {
            s_signal.Request();
        }
    }

    /// <summary>Blocks until all finalizers that are due have run, unless called by one of them.</summary>
    [RuntimeExport("RhWaitForPendingFinalizers")]
    private static void WaitForPending(int allowReentrantWait)
    {
        if (s_thread.Load(MemoryOrder.Acquire) != Scheduler.CurrentThread.ToBits() && TryEnsureCreated())
        {
            s_signal.WaitForPass();
        }
    }

    [RuntimeExport("RhInitializeFinalizerThread")]
    private static void InitializeThread() => Request();

    [RuntimeExport("RhpWaitForFinalizerRequest")]
    private static uint WaitForRequest()
    {
        s_signal.WaitForRequest();
        return 1;
    }

    [RuntimeExport("RhpSignalFinalizationComplete")]
    private static void SignalComplete(uint finalizedCount, int observedCollections) => s_signal.Complete();

    [RuntimeExport("RhpGetNextFinalizableObject")]
    private static nuint TakeNext() => RuntimeHeap.Instance.TakeFinalizable();

    private static bool TryEnsureCreated()
    {
        ulong thread = s_thread.Load(MemoryOrder.Acquire);
        if (thread != None)
        {
            return true;
        }

        if (!s_thread.TryCompareExchange(None, Creating, MemoryOrder.AcquireRelease))
        {
            return true;
        }

        // SAFETY: the thread's entry is a function of this class, which never goes away.
        unsafe
        {
            bool created = Scheduler.TryCreateThread(&Run, 0, StackBytes, out ThreadHandle handle);
            s_thread.Store(created ? handle.ToBits() : None, MemoryOrder.Release);
            return created;
        }
    }

    private static void Run(nuint argument)
    {
        // SAFETY: the loop is the program's own and expects to be called once, by a thread of its own.
        unsafe
        {
            ProcessFinalizers();
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("ProcessFinalizers")]
    private static extern void ProcessFinalizers();
}
