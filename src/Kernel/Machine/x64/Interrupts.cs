using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>Where every interrupt and exception arrives, and who is asked to handle it.</summary>
public static class Interrupts
{
    /// <summary>How many vectors there are (Interrupts.S).</summary>
    internal const int VectorCount = 128;

    /// <summary>Where the 8259s' spurious interrupts land.</summary>
    internal const byte LegacyVector = 0x20;

    /// <summary>The vector of the APIC timer.</summary>
    internal const byte TimerVector = 0x30;

    /// <summary>The vector by which another CPU says that there is something to run.</summary>
    internal const byte RescheduleVector = 0x31;

    /// <summary>The vector by which another CPU asks to forget translations.</summary>
    internal const byte FlushVector = 0x32;

    /// <summary>The vector of spurious APIC interrupts.</summary>
    internal const byte SpuriousVector = 0x3F;

    private const int ExceptionCount = 32;
    private const byte FirstDeviceVector = 0x40;
    private const ulong InterruptFlag = 1 << 9;

    private static InterruptOnceCell<FaultHandlers> s_handlers;

    /// <summary>Says who handles what. Once, at boot.</summary>
    public static void Register<THandler>()
        where THandler : struct, IFaultHandler
    {
        unsafe
        {
            // SAFETY: the addresses of static methods, which stay.
            bool first = s_handlers.TrySet(new FaultHandlers(&THandler.OnException, &THandler.OnTimer, &THandler.OnReschedule, &THandler.BeforePreemption));
            Panic.Unless(first, "exceptions have two handlers");
        }
    }

    /// <summary>Lets a driver's handler run for a line, and unmasks that.</summary>
    internal static bool TryEnable<THandler>(uint line, InterruptSignal signal, nuint argument)
        where THandler : struct, IInterruptHandler => DeviceHandlers.TryAddForLine<THandler, Connector>(line, signal, argument);

    /// <summary>Takes a vector for messages.</summary>
    internal static bool TryCreateMessage<THandler>(nuint argument, out MessageInterrupt interrupt)
        where THandler : struct, IInterruptHandler
    {
        bool added = DeviceHandlers.TryAddForMessage<THandler>(argument, out int index);
        interrupt = added ? new MessageInterrupt((byte)(FirstDeviceVector + index), ProcessorSignals.IdentifierForDevice(index)) : default;
        return added;
    }

    // SAFETY: Interrupts.S calls with the registers that it and the CPU pushed, which stay where they are until this returns.
    [InterruptHandler]
    [RuntimeExport("HermitInterrupt")]
    private static unsafe void Dispatch(TrapRegisters* registers) => Dispatch(ref *registers);

    [InterruptHandler]
    private static void Dispatch(ref TrapRegisters registers)
    {
        ulong vector = registers.Vector;
        if (vector < ExceptionCount)
        {
            s_handlers.Value.OnException(new TrapFrame(ref registers));
            return;
        }

        Cpu.EnterInterrupt();
        if (vector == TimerVector)
        {
            s_handlers.Value.OnTimer();
        }
        else if (vector >= FirstDeviceVector)
        {
            DeviceHandlers.Run((int)(vector - FirstDeviceVector));
        }
        else if (vector == RescheduleVector)
        {
            s_handlers.Value.OnReschedule();
        }
        else if (vector == FlushVector)
        {
            Processors.OnFlush();
        }

        if (vector != SpuriousVector)
        {
            LocalApic.EndOfInterrupt();
        }

        if (Cpu.LeaveInterrupt() && (registers.Rflags & InterruptFlag) != 0)
        {
            Preempt(ref registers);
        }
    }

    // Makes the interrupted thread continue in HermitPreempted, on its own stack, as if it had called it.
    private static void Preempt(ref TrapRegisters registers)
    {
        s_handlers.Value.BeforePreemption(new TrapFrame(ref registers));
        unsafe
        {
            // SAFETY: compiled C# keeps nothing below its stack pointer, and the page fault handler commits the stack as needed.
            ulong* stack = (ulong*)registers.Rsp;
            *--stack = registers.Rip;
            *--stack = registers.Rflags;
            registers.Rsp = (ulong)stack;
            registers.Rip = LinkerSymbol.Address(&Preempted);
        }

        registers.Rflags &= ~InterruptFlag;
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitPreempted")]
    private static extern void Preempted();

    private readonly struct Connector : ILineConnector
    {
        public static bool TryConnect(uint line, InterruptSignal signal, int handler) =>
            IoApic.TryEnable(line, signal, (byte)(FirstDeviceVector + handler), ProcessorSignals.IdentifierForDevice(handler));
    }
}
