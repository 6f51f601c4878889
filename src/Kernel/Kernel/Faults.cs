using Hermit.Machine;
using Hermit.Runtime.Exceptions;
using Hermit.Runtime.Heap;
using Hermit.Scheduling;

namespace Hermit.Kernel;

/// <summary>What CPU exceptions mean: a stack that grows, a managed exception, or a broken kernel.</summary>
internal readonly struct Faults : IFaultHandler
{
    private const ulong NonMaskable = 2;
    private const ulong PageFault = 14;
    private const ulong MachineCheck = 18;

    /// <inheritdoc/>
    public static void OnException(TrapFrame frame)
    {
        if (frame.Vector == NonMaskable)
        {
            PanicReport.WriteStackIfStopped(frame);
        }

        nuint address = frame.Vector == PageFault ? FaultingAddress.Read() : 0;
        if (frame.Vector == PageFault && KernelStacks.IsGuarded(address))
        {
            PanicReport.Exception(frame, "a stack of the kernel overflowed", address);
            return;
        }

        switch (frame.Vector == PageFault ? ThreadStacks.OnFault(address) : StackFault.NotStack)
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
            PanicReport.Exception(frame, Name(frame.Vector), address);
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

    private static string Name(ulong vector) => vector switch
    {
        NonMaskable => "non-maskable interrupt",
        MachineCheck => "machine check",
        _ => "unexpected CPU exception",
    };
}
