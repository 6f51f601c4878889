using Hermit.Machine;
using Hermit.Runtime.Exceptions;
using Hermit.Runtime.Heap;
using Hermit.Scheduling;

namespace Hermit.Kernel;

/// <summary>What CPU exceptions mean: a stack that grows, a managed exception, or a broken kernel.</summary>
internal readonly struct Faults : IFaultHandler
{
    /// <inheritdoc/>
    public static void OnException(TrapFrame frame)
    {
        if (frame.Kind == TrapKind.NonMaskable)
        {
            PanicReport.WriteStackIfStopped(frame);
        }

        nuint address = frame.Kind == TrapKind.PageFault ? FaultingAddress.Read() : 0;
        if (frame.Kind == TrapKind.PageFault && KernelStacks.IsGuarded(address))
        {
            PanicReport.Exception(frame, "a stack of the kernel overflowed", address);
            return;
        }

        switch (frame.Kind == TrapKind.PageFault ? ThreadStacks.OnFault(address) : StackFault.NotStack)
        {
            case StackFault.Committed:
                return;
            case StackFault.Overflow:
                HardwareFault.ReportStackOverflow(frame);
                return;
            case StackFault.OutOfMemory:
                PanicReport.Exception(frame, "out of memory: a thread's stack cannot grow", address);
                return;
        }

        if (!HardwareFault.TryTranslate(frame, address))
        {
            PanicReport.Exception(frame, Name(frame.Kind), address);
        }
    }

    /// <inheritdoc/>
    [InterruptHandler]
    public static void OnTimer() => Scheduler.OnTimer();

    /// <inheritdoc/>
    [InterruptHandler]
    public static void OnReschedule() => Scheduler.OnReschedule();

    /// <inheritdoc/>
    public static void BeforePreemption(TrapFrame frame) => AllocationRestart.Apply(frame);

    private static string Name(TrapKind kind) => kind switch
    {
        TrapKind.NonMaskable => "non-maskable interrupt",
        TrapKind.MachineCheck => "machine check",
        _ => "unexpected CPU exception",
    };
}
