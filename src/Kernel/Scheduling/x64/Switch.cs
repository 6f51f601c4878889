using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Machine;

namespace Hermit.Scheduling;

/// <summary>The switch between two threads (Machine/x64/Context.S).</summary>
internal static unsafe class Switch
{
    // RBP, RBX, R12 to R15, MXCSR and the x87 control word, in the order in which HermitSwitchContext pops them.
    private const int SavedWords = 7;
    private const ulong DefaultControls = 0x1F80 | (0x037Ful << 32);

    /// <summary>Lays out a new thread's stack below <paramref name="top"/> so that switching to it calls <paramref name="entry"/>; returns its stack pointer.</summary>
    /// <remarks>Safety: the memory below <paramref name="top"/> is committed and unused.</remarks>
    [RequiresUnsafe]
    public static nuint Prepare(nuint top, delegate*<nuint, void> entry, nuint argument)
    {
        ulong* stack = (ulong*)(top & ~(nuint)15);
        stack -= 2; // no return address, and the alignment that calls expect
        *--stack = LinkerSymbol.Address(&ThreadStart);
        stack -= SavedWords;
        stack[0] = DefaultControls;
        stack[1] = 0; // R15
        stack[2] = 0; // R14
        stack[3] = argument; // R13
        stack[4] = (ulong)entry; // R12
        stack[5] = 0; // RBX
        stack[6] = 0; // RBP
        return (nuint)stack;
    }

    /// <summary>Saves this thread and continues another.</summary>
    /// <remarks>Safety: interrupts are masked, and the other thread's registers were saved by the same function or by <see cref="Prepare"/>.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSwitchContext")]
    public static extern void To(nuint* savedStackPointer, nuint stackPointer, void* threadBase);

    /// <summary>The stack pointer of the caller.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitStackPointer")]
    public static extern nuint StackPointer();

    /// <summary>Makes <paramref name="threadBase"/> the base of the thread that runs.</summary>
    /// <remarks>Safety: a thread block stands there.</remarks>
    [RequiresUnsafe]
    public static void SetThreadBase(void* threadBase) => SetBase(0, 0, threadBase);

    /// <summary>The block of the thread that runs.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitThreadBlock")]
    public static extern ThreadBlock* CurrentBlock();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSetThreadBase")]
    private static extern void SetBase(nuint unused0, nuint unused1, void* threadBase);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitThreadStart")]
    private static extern void ThreadStart();
}
