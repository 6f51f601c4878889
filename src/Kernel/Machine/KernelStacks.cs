using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Firmware;
using Hermit.Sync;

namespace Hermit.Machine;

/// <summary>Where the <see cref="KernelStack"/>s are. Below each is a page of its own, its guard, which the final address space leaves out.</summary>
public static class KernelStacks
{
    /// <summary>How many a CPU has.</summary>
    public const int Count = CpuData.StackCount;

    // Where the memory of each other CPU than the first is.
    private static CpuMemories s_memories;
    private static AtomicInt32 s_cpus = new(1);

    /// <summary>The memory of a stack of the CPU that runs the caller, without its guard.</summary>
    public static MemoryRange Of(KernelStack stack) => Of(Cpu.Index, stack);

    /// <summary>The memory of a stack of a CPU that has been given some, without its guard.</summary>
    internal static MemoryRange Of(int cpu, KernelStack stack)
    {
        Panic.Unless((uint)stack < Count, "there is no such kernel stack");
        if (cpu != 0)
        {
            return new CpuMemory(s_memories[cpu].Load(MemoryOrder.Acquire)).Stack(stack);
        }

        unsafe
        {
            // SAFETY: the table in Boot.S has Count entries, each a first address and a size.
            return ((MemoryRange*)LinkerSymbol.Address(&Table))[(int)stack];
        }
    }

    /// <summary>Says where the stacks of another CPU than the first are, before that runs.</summary>
    internal static void Add(int cpu, CpuMemory memory)
    {
        s_memories[cpu].Store(memory.Address, MemoryOrder.Release);
        s_cpus.Store(cpu + 1, MemoryOrder.Release);
    }

    /// <summary>The address of the page below a stack of the CPU that runs the caller.</summary>
    public static nuint Guard(KernelStack stack) => Of(stack).Start - PageSize.Small;

    /// <summary>Whether an address is in a guard, of whichever CPU: a fault there says that a kernel stack was too small.</summary>
    public static bool IsGuarded(nuint address)
    {
        for (int cpu = s_cpus.Load(MemoryOrder.Acquire) - 1; cpu >= 0; cpu--)
        {
            for (KernelStack stack = 0; (int)stack < Count; stack++)
            {
                if (address - (Of(cpu, stack).Start - PageSize.Small) < PageSize.Small)
                {
                    return true;
                }
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitStacks")]
    private static extern void Table();

    // SAFETY: each element is an atomic.
    [InlineArray(AcpiInformation.MaximumProcessors)]
    [Synchronized]
    private struct CpuMemories
    {
        private AtomicNuint _first;
    }
}
