using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>Starts the CPUs that the firmware names, one after the other.</summary>
public static class ApplicationProcessors
{
    private const ulong RetryNanoseconds = 1_000_000;
    private const ulong LongestNanoseconds = 5_000_000_000;

    private static AtomicUInt32 s_state;
    private static AtomicNuint s_memory;

    /// <summary>Starts all, each of which then runs <typeparamref name="TEntry"/>. Once, on the boot CPU, with the clock running.</summary>
    public static void Start<TMemory, TEntry>(in BootMemory memory)
        where TMemory : struct, ICpuMemorySource
        where TEntry : struct, ICpuEntry
    {
        Processors.SetIdentifier(0, ProcessorStart.Self);
        if (ProcessorStart.Count <= 1 || !ProcessorStart.TryPrepare(memory, out nuint place))
        {
            return;
        }

        SetEntry<TMemory, TEntry>();
        for (int i = 0; i < ProcessorStart.Count && Processors.Count < AcpiInformation.MaximumProcessors; i++)
        {
            if (ProcessorStart.Identifier(i) != Processors.Identifier(0) && !TryStart<TMemory>(ProcessorStart.Identifier(i), place))
            {
                return;
            }
        }
    }

    private static bool TryStart<TMemory>(uint identifier, nuint place)
        where TMemory : struct, ICpuMemorySource
    {
        if (!TryAllocate<TMemory>(out CpuMemory memory))
        {
            return false;
        }

        int number = Processors.Count;
        Processors.SetIdentifier(number, identifier);
        KernelStacks.Add(number, memory);
        SetStack(memory.Stack(KernelStack.Boot).End);
        s_memory.Store(memory.Address, MemoryOrder.Relaxed);
        s_state.Store((uint)State.Waiting, MemoryOrder.Release);
        if (!ProcessorStart.TryBegin(identifier, place))
        {
            return true;
        }

        if (!HasLeft(State.Waiting, RetryNanoseconds))
        {
            ProcessorStart.Repeat(identifier, place);
        }

        if (!HasLeft(State.Waiting, LongestNanoseconds) && TryChange(State.Waiting, State.Abandoned))
        {
            // Should it come after all, it finds its own stack and that nobody waits: no other is started.
            return false;
        }

        Panic.Unless(HasLeft(State.Running, LongestNanoseconds), "a processor stopped while it was being set up");
        if (s_state.Load(MemoryOrder.Acquire) == (uint)State.Started)
        {
            Processors.Add();
        }

        return true;
    }

    // The first C# that another CPU runs, on its own stack.
    private static void Enter<TEntry>()
        where TEntry : struct, ICpuEntry
    {
        if (!TryChange(State.Waiting, State.Running))
        {
            Cpu.Halt();
        }

        int number = Processors.Count;
        bool isFit;
        unsafe
        {
            // SAFETY: the memory was taken for this CPU, which is started once.
            isFit = ProcessorStart.TrySetUp(ref new CpuMemory(s_memory.Load(MemoryOrder.Acquire)).Data, number);
        }

        if (!isFit)
        {
            s_state.Store((uint)State.Unfit, MemoryOrder.Release);
            Cpu.Halt();
        }

        TEntry.OnStarted();
        s_state.Store((uint)State.Started, MemoryOrder.Release);
        TEntry.Run();
    }

    private static bool TryAllocate<TMemory>(out CpuMemory memory)
        where TMemory : struct, ICpuMemorySource
    {
        bool ready = TMemory.TryAllocate(CpuMemory.Bytes, out nuint address);
        memory = new CpuMemory(address);
        for (KernelStack stack = 0; ready && (int)stack < KernelStacks.Count; stack++)
        {
            ready = TMemory.TryRemove(memory.Stack(stack).Start - PageSize.Small);
        }

        return ready;
    }

    private static void SetEntry<TMemory, TEntry>()
        where TMemory : struct, ICpuMemorySource
        where TEntry : struct, ICpuEntry
    {
        unsafe
        {
            // SAFETY: Processors.S's table of a page table, a stack and a function; no CPU is being started yet.
            nuint* start = (nuint*)LinkerSymbol.Address(&StartTable);
            start[0] = TMemory.PageTable;
            delegate*<void> entry = &Enter<TEntry>;
            start[2] = (nuint)entry;
        }
    }

    private static void SetStack(nuint top)
    {
        unsafe
        {
            // SAFETY: as above. The CPU that was started last has its stack.
            ((nuint*)LinkerSymbol.Address(&StartTable))[1] = top;
        }
    }

    private static bool HasLeft(State state, ulong nanoseconds)
    {
        ulong end = Clock.MonotonicNanoseconds + nanoseconds;
        while (s_state.Load(MemoryOrder.Acquire) == (uint)state)
        {
            if (Clock.MonotonicNanoseconds > end)
            {
                return false;
            }

            ProcessorStart.Help();
            Cpu.Pause();
        }

        return true;
    }

    private static bool TryChange(State from, State to) => s_state.TryCompareExchange((uint)from, (uint)to, MemoryOrder.AcquireRelease);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitProcessorStart")]
    private static extern void StartTable();

    // How far the CPU is that is being started.
    private enum State : uint
    {
        // It was sent for.
        Waiting,

        // It runs code of ours.
        Running,

        // It runs threads.
        Started,

        // It gave no sign.
        Abandoned,

        // It lacks what the boot CPU has, or its time cannot be made the same, and it has stopped.
        Unfit,
    }
}
