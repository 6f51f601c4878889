using System.Runtime.CompilerServices;

using Hermit.Firmware;
using Hermit.Machine;
using Hermit.Sync;

namespace Hermit.Scheduling;

/// <summary>The stacks that threads run on.</summary>
public static class ThreadStacks
{
    private static TakeStatic<ThreadArea> s_bootArea;

    /// <summary>Gives the caller, which runs on the boot stack, a thread area. Once, before anything that depends on which thread runs.</summary>
    public static void AdoptBootStack()
    {
        ref ThreadArea area = ref s_bootArea.Take();
        MemoryRange stack = KernelStacks.Of(KernelStack.Boot);
        area.Block.StackLow = stack.Start;
        area.Block.StackHigh = stack.End;
        unsafe
        {
            // SAFETY: statics never move, and this one is taken for good.
            area.Block.Self = (nuint)Unsafe.AsPointer(ref area);
            Switch.SetThreadBase(area.Block.Self);
        }
    }

    /// <summary>A page fault: commits a page of the current thread's stack, if the address is in it. Says whether the stack has overflowed.</summary>
    public static StackFault OnFault(nuint address)
    {
        if (!StackWindow.Contains(address))
        {
            return StackFault.NotStack;
        }

        ref ThreadStack stack = ref ThreadArea.OfCurrent.Stack;
        if (stack.Contains(address) && address < stack.CommittedStart)
        {
            return stack.TryCommit(address) ? StackFault.Committed : StackFault.OutOfMemory;
        }

        return stack.IsGuard(address) ? StackFault.Overflow : StackFault.NotStack;
    }
}
