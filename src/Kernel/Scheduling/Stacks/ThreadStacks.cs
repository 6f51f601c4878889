using System.Runtime.CompilerServices;

using Hermit.Firmware;
using Hermit.Machine;
using Hermit.Memory;
using Hermit.Sync;

namespace Hermit.Scheduling;

/// <summary>The stacks that threads run on.</summary>
public static class ThreadStacks
{
    private static TakeStatic<ThreadArea> s_bootArea;

    /// <summary>Gives the caller, which runs on the boot CPU's first stack, a thread area. Once, before anything that depends on which thread runs.</summary>
    public static void AdoptBootStack() => Adopt(ref s_bootArea.Take());

    /// <summary>The same on another CPU.</summary>
    public static void AdoptCpuStack()
    {
        Panic.Unless(FrameAllocator.TryAllocate(FrameAllocator.FrameSize, FrameAllocator.FrameSize, out nuint page), "too little memory for a CPU");
        unsafe
        {
            // SAFETY: the page is new and never given back, and an area fits.
            ref ThreadArea area = ref *(ThreadArea*)page;
            area = default;
            Adopt(ref area);
        }
    }

    private static void Adopt(ref ThreadArea area)
    {
        MemoryRange stack = KernelStacks.Of(KernelStack.Boot);
        area.Block.StackLow = stack.Start;
        area.Block.StackHigh = stack.End;
        unsafe
        {
            // SAFETY: neither statics nor page frames move, and this one is the caller's for good.
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
