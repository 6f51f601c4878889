using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>Where every interrupt and exception arrives, and who is asked to handle it.</summary>
// SAFETY: Interrupts.S enters with the frame that it and the CPU pushed. Handlers are static methods of this program, stored as their addresses.
public static unsafe class Interrupts
{
    /// <summary>The vector of legacy interrupt 0; the others follow.</summary>
    public const byte FirstDeviceVector = 0x20;

    /// <summary>The vector of the APIC timer.</summary>
    internal const byte TimerVector = 0x30;

    /// <summary>The vector of spurious APIC interrupts.</summary>
    internal const byte SpuriousVector = 0x3F;

    private const int ExceptionCount = 32;
    private const int DeviceCount = 16;
    private const ulong InterruptFlag = 1 << 9;

    private static InterruptOnceCell<FaultHandlers> s_handlers;
    private static DeviceHandlers s_devices;

    /// <summary>Says who handles what. Once, at boot.</summary>
    public static void Register<THandler>()
        where THandler : struct, IFaultHandler =>
        s_handlers.TrySet(new FaultHandlers(&THandler.OnException, &THandler.OnTimer, &THandler.BeforePreemption));

    /// <summary>Lets a driver's handler run for a legacy interrupt, and unmasks that.</summary>
    public static void Enable<THandler>(int legacyInterrupt)
        where THandler : struct, IInterruptHandler
    {
        delegate*<void> handler = &THandler.OnInterrupt;
        s_devices[legacyInterrupt].Store((nint)handler, MemoryOrder.Release);
        IoApic.Enable(legacyInterrupt, (byte)(FirstDeviceVector + legacyInterrupt));
    }

    [InterruptHandler]
    [RuntimeExport("HermitInterrupt")]
    private static void Dispatch(TrapFrame* frame)
    {
        if (frame->Vector < ExceptionCount)
        {
            s_handlers.Value.Exception(ref *frame);
            return;
        }

        CpuBlock* cpu = Instructions.CpuBlock();
        cpu->InterruptDepth++;
        if (frame->Vector == TimerVector)
        {
            s_handlers.Value.Timer();
        }
        else if (frame->Vector - FirstDeviceVector < DeviceCount)
        {
            delegate*<void> handler = (delegate*<void>)s_devices[(int)(frame->Vector - FirstDeviceVector)].Load(MemoryOrder.Acquire);
            if (handler is not null)
            {
                handler();
            }
        }

        if (frame->Vector != SpuriousVector)
        {
            LocalApic.EndOfInterrupt();
        }

        cpu->InterruptDepth--;
        if (cpu->NeedsReschedule != 0 && cpu->PreemptionDisabled == 0 && (frame->Rflags & InterruptFlag) != 0)
        {
            Preempt(frame);
        }
    }

    // Makes the interrupted thread continue in HermitPreempted, on its own stack, as if it had called it.
    private static void Preempt(TrapFrame* frame)
    {
        s_handlers.Value.BeforePreemption(ref *frame);
        // SAFETY: compiled C# keeps nothing below its stack pointer, and the page fault handler commits the stack as needed.
        ulong* stack = (ulong*)frame->Rsp;
        *--stack = frame->Rip;
        *--stack = frame->Rflags;
        frame->Rsp = (ulong)stack;
        frame->Rflags &= ~InterruptFlag;
        frame->Rip = LinkerSymbol.Address(&Preempted);
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitPreempted")]
    private static extern void Preempted();

    [InlineArray(DeviceCount)]
    [Synchronized]
    private struct DeviceHandlers
    {
        private AtomicNint _first;
    }
}
