using Hermit.Explorer;

namespace Hermit.Sync;

/// <summary>What the primitives need of the machine below them: the explorer's flavour. Each explored thread is a CPU with interrupts of its own.</summary>
internal static class Platform
{
    public const int MaximumCpus = 8;

    public static int CpuIndex => Instrumentation.Thread.Id % MaximumCpus;

    public static nuint DisableInterrupts()
    {
        ExploredThread thread = Instrumentation.Thread;
        if (!thread.InterruptsMasked && thread.Execution.HasInterrupts)
        {
            thread.Execution.Reach(thread, new Operation(OperationKind.InterruptsMasked));
        }

        bool masked = thread.InterruptsMasked;
        thread.InterruptsMasked = true;
        return masked ? (nuint)1 : 0;
    }

    public static void RestoreInterrupts(nuint state)
    {
        ExploredThread thread = Instrumentation.Thread;
        thread.InterruptsMasked = state != 0;
        if (state == 0 && thread.Execution.HasInterrupts)
        {
            thread.Execution.Reach(thread, new Operation(OperationKind.InterruptsEnabled));
        }
    }

    public static void Relax(uint round)
    {
        ExploredThread thread = Instrumentation.Thread;
        thread.Execution.Reach(thread, new Operation(OperationKind.Wait));
        foreach (AtomicLocation location in thread.LoadedSinceWait.Keys)
        {
            thread.ReadNewest.Add(location);
        }

        thread.LoadedSinceWait.Clear();
        thread.StoredSinceWait = false;
        thread.Execution.Note(thread, "wait");
    }
}
