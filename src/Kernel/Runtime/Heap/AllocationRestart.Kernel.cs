using System.Runtime;
using System.Runtime.CompilerServices;
using Hermit.Machine;

namespace Hermit.Runtime.Heap;

/// <summary>Makes the allocation helpers of Allocate.S restartable sequences.</summary>
public static class AllocationRestart
{
    // Allocate.S: HelperAlignment.
    private const ulong HelperAlignment = 128;

    /// <summary>
    /// Moves a thread that is about to be preempted within an allocation helper back to the helper's first instruction, so that no
    /// register of a stopped thread holds an allocation pointer. Called with interrupts masked.
    /// </summary>
    public static void Apply(TrapFrame frame)
    {
        // SAFETY: the two labels are only compared with; a helper may be started over from any of its instructions.
        unsafe
        {
            ulong start = LinkerSymbol.Address(&Start);
            ulong end = LinkerSymbol.Address(&End);
            if (frame.InstructionPointer - start < end - start)
            {
                frame.GoOnAt(frame.InstructionPointer - ((frame.InstructionPointer - start) % HelperAlignment));
            }
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("RhpAllocateRestart_start")]
    private static extern void Start();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("RhpAllocateRestart_end")]
    private static extern void End();
}
