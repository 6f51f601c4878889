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
    private static DeviceHandlers s_devices;
    private static InterruptSpinMutex<int> s_deviceCount;

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
        where THandler : struct, IInterruptHandler
    {
        using var count = s_deviceCount.Lock();
        int first = Find(line, count.Value);
        if (!TryAdd<THandler>(ref count.Value, line + 1, argument, out int added))
        {
            return false;
        }

        if (first >= 0)
        {
            // Shared: the vector of the first one runs them all.
            s_devices[added].Next.Store(s_devices[first].Next.Load(MemoryOrder.Relaxed), MemoryOrder.Relaxed);
            s_devices[first].Next.Store((uint)added + 1, MemoryOrder.Release);
            return true;
        }

        if (IoApic.TryEnable(line, signal, (byte)(FirstDeviceVector + added), Processors.IdentifierForDevice(added)))
        {
            return true;
        }

        // No pin has the vector, so that its place can be given to another.
        count.Value = added;
        return false;
    }

    /// <summary>Takes a vector for messages.</summary>
    internal static bool TryCreateMessage<THandler>(nuint argument, out MessageInterrupt interrupt)
        where THandler : struct, IInterruptHandler
    {
        using var count = s_deviceCount.Lock();
        bool added = TryAdd<THandler>(ref count.Value, 0, argument, out int index);
        interrupt = added ? new MessageInterrupt((byte)(FirstDeviceVector + index), Processors.IdentifierForDevice(index)) : default;
        return added;
    }

    private static int Find(uint line, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (s_devices[i].Line.Load(MemoryOrder.Relaxed) == line + 1)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool TryAdd<THandler>(ref int count, uint line, nuint argument, out int index)
        where THandler : struct, IInterruptHandler
    {
        index = count;
        if (count == DeviceHandlers.Count)
        {
            return false;
        }

        count++;
        s_devices[index].Line.Store(line, MemoryOrder.Relaxed);
        s_devices[index].Argument.Store(argument, MemoryOrder.Relaxed);
        unsafe
        {
            // SAFETY: the address of a static method, which stays; Run calls it with this signature.
            delegate*<nuint, void> handler = &THandler.OnInterrupt;
            s_devices[index].Handler.Store((nint)handler, MemoryOrder.Release);
        }

        return true;
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
            Run((int)(vector - FirstDeviceVector));
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

    [InterruptHandler]
    private static void Run(int index)
    {
        while (true)
        {
            ref DeviceHandler device = ref s_devices[index];
            nint handler = device.Handler.Load(MemoryOrder.Acquire);
            if (handler != 0)
            {
                unsafe
                {
                    // SAFETY: TryAdd stored a method of this signature.
                    ((delegate*<nuint, void>)handler)(device.Argument.Load(MemoryOrder.Relaxed));
                }
            }

            uint next = device.Next.Load(MemoryOrder.Acquire);
            if (next == 0)
            {
                return;
            }

            index = (int)next - 1;
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

    private struct DeviceHandler
    {
        public AtomicNint Handler;
        public AtomicNuint Argument;

        // The line's number, plus one; 0 for a message.
        public AtomicUInt32 Line;

        // The next handler of the same line, plus one.
        public AtomicUInt32 Next;
    }

    // SAFETY: each element is a cell that synchronises by itself.
    [InlineArray(Count)]
    [Synchronized]
    private struct DeviceHandlers
    {
        public const int Count = VectorCount - FirstDeviceVector;

        private DeviceHandler _first;
    }
}
