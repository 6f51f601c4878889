using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>Where every interrupt and exception arrives, and who is asked to handle it.</summary>
public static class Interrupts
{
    /// <summary>By which another CPU says that there is something to run.</summary>
    internal const uint RescheduleInterrupt = 0;

    /// <summary>By which another CPU asks for an answer (<see cref="Processors.Synchronize"/>).</summary>
    internal const uint FlushInterrupt = 1;

    /// <summary>By which another CPU says that this one has to stop.</summary>
    internal const uint StopInterrupt = 2;

    // TrapRegisters.Vector, without what says that a handler was interrupted.
    private const ulong Synchronous = 0;
    private const ulong Interrupt = 1;
    private const ulong FastInterrupt = 2;
    private const ulong VectorKind = 3;

    // PSTATE.I.
    private const ulong InterruptMask = 1 << 7;

    private const int InstructionBytes = 4;

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

    /// <summary>Messages need a GICv2m or an interrupt translation service, which are not used yet: devices use their lines.</summary>
    internal static bool TryCreateMessage<THandler>(nuint argument, out MessageInterrupt interrupt)
        where THandler : struct, IInterruptHandler
    {
        interrupt = default;
        return false;
    }

    // SAFETY: Interrupts.S calls with the registers that it stored, which stay where they are until this returns.
    [InterruptHandler]
    [RuntimeExport("HermitInterrupt")]
    private static unsafe void Dispatch(TrapRegisters* registers) => Dispatch(ref *registers);

    [InterruptHandler]
    private static void Dispatch(ref TrapRegisters registers)
    {
        ulong kind = registers.Vector & VectorKind;
        if (kind == Interrupt)
        {
            Handle(ref registers);
        }
        else if (kind != Synchronous || !TrySkipDebuggerCall(ref registers))
        {
            s_handlers.Value.OnException(new TrapFrame(ref registers));
        }
    }

    [InterruptHandler]
    private static void Handle(ref TrapRegisters registers)
    {
        Cpu.EnterInterrupt();
        if (Gic.TryAcknowledge(out uint interrupt, out uint acknowledged))
        {
            Handle(interrupt, ref registers);
            Gic.End(acknowledged);
        }

        if (Cpu.LeaveInterrupt() && (registers.Pstate & InterruptMask) == 0)
        {
            Preempt(ref registers);
        }
    }

    [InterruptHandler]
    private static void Handle(uint interrupt, ref TrapRegisters registers)
    {
        if (interrupt == Gic.TimerInterrupt)
        {
            // It goes on as long as the counter is beyond the value.
            Timestamp.StopTimer();
            s_handlers.Value.OnTimer();
        }
        else if (interrupt >= GicDistributor.FirstShared)
        {
            if (DeviceHandlers.TryFind(interrupt, out int index))
            {
                DeviceHandlers.Run(index);
            }
        }
        else if (interrupt == RescheduleInterrupt)
        {
            s_handlers.Value.OnReschedule();
        }
        else if (interrupt == FlushInterrupt)
        {
            Processors.OnFlush();
        }
        else if (interrupt == StopInterrupt)
        {
            // Where there are no fast interrupts, or while another one was being acknowledged.
            registers.Vector = FastInterrupt;
            s_handlers.Value.OnException(new TrapFrame(ref registers));
        }
    }

    // Where no debugger listens, the call to it is an undefined instruction.
    private static bool TrySkipDebuggerCall(ref TrapRegisters registers)
    {
        nuint instruction;
        unsafe
        {
            // SAFETY: only the address is taken.
            instruction = LinkerSymbol.Address(&DebuggerInstruction);
        }

        if (registers.Pc != instruction)
        {
            return false;
        }

        registers.X0 = ulong.MaxValue;
        registers.Pc += InstructionBytes;
        return true;
    }

    // Makes the interrupted thread continue in HermitPreempted, on its own stack, as if it had called it.
    private static void Preempt(ref TrapRegisters registers)
    {
        s_handlers.Value.BeforePreemption(new TrapFrame(ref registers));
        unsafe
        {
            // SAFETY: compiled C# keeps nothing below its stack pointer, and the page fault handler commits the stack as needed.
            ulong* stack = (ulong*)registers.Sp;
            *--stack = registers.Pstate;
            *--stack = registers.Pc;
            registers.Sp = (ulong)stack;
            registers.Pc = LinkerSymbol.Address(&Preempted);
        }

        registers.Pstate |= InterruptMask;
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitPreempted")]
    private static extern void Preempted();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitDebuggerInstruction")]
    private static extern void DebuggerInstruction();

    private readonly struct Connector : ILineConnector
    {
        public static bool TryConnect(uint line, InterruptSignal signal, int handler) =>
            Gic.TryEnable(line, (signal & InterruptSignal.Level) != 0, handler % Processors.Count);
    }
}
