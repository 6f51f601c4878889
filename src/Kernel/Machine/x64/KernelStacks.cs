using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Firmware;

namespace Hermit.Machine;

/// <summary>Where the <see cref="KernelStack"/>s are. Below each is a page of its own, its guard, which the final address space leaves out.</summary>
public static class KernelStacks
{
    /// <summary>How many there are.</summary>
    public const int Count = 5;

    /// <summary>A stack's memory, without its guard.</summary>
    public static MemoryRange Of(KernelStack stack)
    {
        Panic.Unless((uint)stack < Count, "there is no such kernel stack");
        unsafe
        {
            // SAFETY: the table in Boot.S has Count entries, each a first address and a size.
            return ((MemoryRange*)LinkerSymbol.Address(&Table))[(int)stack];
        }
    }

    /// <summary>The address of the page below a stack.</summary>
    public static nuint Guard(KernelStack stack) => Of(stack).Start - PageSize.Small;

    /// <summary>Whether an address is in a guard: a fault there says that a kernel stack was too small.</summary>
    public static bool IsGuarded(nuint address)
    {
        for (KernelStack stack = 0; (int)stack < Count; stack++)
        {
            if (address - Guard(stack) < PageSize.Small)
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitStacks")]
    private static extern void Table();
}
