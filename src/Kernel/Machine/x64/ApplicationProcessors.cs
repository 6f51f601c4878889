using System;
using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>Starts the CPUs that the firmware's tables name, one after the other (Intel SDM vol. 3, 8.4).</summary>
public static class ApplicationProcessors
{
    // Where the stub may be copied to: RAM that a real mode segment reaches, outside of the null area, which is not mapped.
    private const nuint LowestStub = 0x1_0000;
    private const nuint StubLimit = 0xA_0000;

    // Between the reset and the start. The manual's 10 ms are for processors that are older than 64-bit mode.
    private const ulong ResetNanoseconds = 20_000;
    private const ulong RetryNanoseconds = 1_000_000;
    private const ulong LongestNanoseconds = 5_000_000_000;

    private static AtomicUInt32 s_state;
    private static AtomicNuint s_memory;

    /// <summary>Starts all, each of which then runs <typeparamref name="TEntry"/>. Once, on the boot CPU, with the clock running.</summary>
    public static void Start<TMemory, TEntry>(in BootMemory memory)
        where TMemory : struct, ICpuMemorySource
        where TEntry : struct, ICpuEntry
    {
        Processors.SetIdentifier(0, LocalApic.Identifier);
        ref readonly AcpiInformation acpi = ref Acpi.Information;
        if (acpi.ProcessorCount <= 1 || !TryPlaceStub(memory.Map, out nuint stub))
        {
            return;
        }

        SetEntry<TMemory, TEntry>();
        for (int i = 0; i < acpi.ProcessorCount && Processors.Count < AcpiInformation.MaximumProcessors; i++)
        {
            if (acpi.Processor(i) != Processors.Identifier(0) && !TryStart<TMemory>(acpi.Processor(i), stub))
            {
                return;
            }
        }
    }

    private static bool TryStart<TMemory>(uint identifier, nuint stub)
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
        LocalApic.SendInitialize(identifier);
        Wait(ResetNanoseconds);
        LocalApic.SendStartup(identifier, stub);
        if (!HasLeft(State.Waiting, RetryNanoseconds))
        {
            LocalApic.SendStartup(identifier, stub);
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
        unsafe
        {
            // SAFETY: the memory was taken for this CPU, which is started once.
            ref CpuMemory.CpuData data = ref new CpuMemory(s_memory.Load(MemoryOrder.Acquire)).Data;
            Descriptors.Load(ref data.Descriptors, number);
            CpuBlock.Use(ref data.Block, number);
        }

        if (!CpuFeatures.TryEnableAgain() || !TimestampAgreement.TryReach())
        {
            s_state.Store((uint)State.Unfit, MemoryOrder.Release);
            Cpu.Halt();
        }

        LocalApic.InitializeCpu();
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

    private static bool TryPlaceStub(in MemoryMap map, out nuint page)
    {
        for (int i = 0; i < map.Count; i++)
        {
            page = Math.Max(map[i].Start, LowestStub);
            if (page + PageSize.Small <= Math.Min(map[i].End, StubLimit))
            {
                unsafe
                {
                    // SAFETY: RAM below 1 MiB is mapped and never handed out, and what the loader left there has been read.
                    nuint start = LinkerSymbol.Address(&Stub);
                    var code = new ReadOnlySpan<byte>((void*)start, (int)(LinkerSymbol.Address(&StubEnd) - start));
                    code.CopyTo(new Span<byte>((void*)page, (int)PageSize.Small));
                }

                return true;
            }
        }

        page = 0;
        return false;
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

            TimestampAgreement.Answer();
            Cpu.Pause();
        }

        return true;
    }

    private static bool TryChange(State from, State to) => s_state.TryCompareExchange((uint)from, (uint)to, MemoryOrder.AcquireRelease);

    private static void Wait(ulong nanoseconds)
    {
        ulong end = Clock.MonotonicNanoseconds + nanoseconds;
        while (Clock.MonotonicNanoseconds < end)
        {
            Cpu.Pause();
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitProcessorStub")]
    private static extern void Stub();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitProcessorStubEnd")]
    private static extern void StubEnd();

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
