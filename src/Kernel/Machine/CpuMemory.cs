using Hermit.Firmware;

namespace Hermit.Machine;

/// <summary>
/// The memory that another CPU than the first runs in: its <see cref="KernelStack"/>s from the bottom up, a page below each that is its guard, and
/// a page of its own data. The first CPU's is laid out in Boot.S.
/// </summary>
internal readonly struct CpuMemory(nuint address)
{
    private const nuint BootStackBytes = 32768;
    private const nuint HandlerStackBytes = 16384;
    private const nuint StacksBytes = BootStackBytes + ((KernelStacks.Count - 1) * HandlerStackBytes) + (KernelStacks.Count * PageSize.Small);

    /// <summary>How much it is.</summary>
    public const nuint Bytes = StacksBytes + PageSize.Small;

    /// <summary>Where it is.</summary>
    public nuint Address => address;

    /// <summary>The CPU's own data.</summary>
    /// <remarks>Safety: the memory is the CPU's that runs the caller, and stays so.</remarks>
    [RequiresUnsafe]
    public ref CpuData Data
    {
        get
        {
            unsafe
            {
                // SAFETY: the caller's obligation; the last page holds it.
                return ref *(CpuData*)(address + StacksBytes);
            }
        }
    }

    /// <summary>A stack, without its guard.</summary>
    public MemoryRange Stack(KernelStack stack)
    {
        if (stack == KernelStack.Boot)
        {
            return new MemoryRange(address + PageSize.Small, BootStackBytes);
        }

        nuint first = address + PageSize.Small + BootStackBytes;
        nuint before = ((nuint)stack - 1) * (HandlerStackBytes + PageSize.Small);
        return new MemoryRange(first + before + PageSize.Small, HandlerStackBytes);
    }
}
