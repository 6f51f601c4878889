using System;

using Hermit.Machine;
using Hermit.Scheduling;

namespace Hermit.Kernel;

/// <summary>What CPU exceptions mean: a stack that grows, a managed exception, or a broken kernel.</summary>
internal static class Faults
{
    private const ulong PageFault = 14;

    /// <summary>Handles an exception of the thread that runs.</summary>
    public static void Handle(ref TrapFrame frame)
    {
        nuint address = frame.Vector == PageFault ? FaultingAddress.Read() : 0;
        StackFault stack = frame.Vector == PageFault ? Scheduler.OnStackFault(address) : StackFault.NotStack;
        if (stack == StackFault.Committed)
        {
            return;
        }

        if (stack == StackFault.OutOfMemory)
        {
            Panic.Fail("out of memory: a thread's stack cannot grow");
        }

        PanicReport.Exception(ref frame, address, stack == StackFault.Overflow);
    }

    /// <summary>Moves a thread that is about to be preempted to where it can be.</summary>
    public static void BeforePreemption(ref TrapFrame frame)
    {
    }
}
