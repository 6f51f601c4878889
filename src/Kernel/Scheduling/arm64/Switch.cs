using System;
using System.Runtime;
using System.Runtime.CompilerServices;

using Hermit.Machine;

namespace Hermit.Scheduling;

/// <summary>The switch between two threads (Machine/arm64/Context.S).</summary>
internal static class Switch
{
    // X19 to X30, D8 to D15, in the order in which HermitSwitchContext loads them.
    private const int FrameWords = 20;
    private const int LinkRegister = 11;

    /// <summary>Lays out a new thread's stack below <paramref name="top"/> so that switching to it calls <paramref name="entry"/>; returns its stack pointer.</summary>
    /// <remarks>Safety: the memory below <paramref name="top"/> is committed and unused; the entry may be called with the argument.</remarks>
    [RequiresUnsafe]
    public static unsafe nuint Prepare(nuint top, delegate*<nuint, void> entry, nuint argument)
    {
        nuint stackPointer = (top & ~(nuint)15) - (FrameWords * sizeof(ulong));
        // SAFETY: the caller's obligation.
        var frame = new Span<ulong>((void*)stackPointer, FrameWords);
        frame.Clear();
        frame[0] = (ulong)entry; // X19
        frame[1] = argument; // X20
        frame[LinkRegister] = LinkerSymbol.Address(&ThreadStart);
        return stackPointer;
    }

    /// <summary>Saves this thread and continues another.</summary>
    /// <remarks>Safety: interrupts are masked, and the other thread's registers were saved by the same function or by <see cref="Prepare"/>.</remarks>
    [RequiresUnsafe]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSwitchContext")]
    public static extern void To(ref nuint savedStackPointer, nuint stackPointer, nuint threadBase);

    /// <summary>Makes <paramref name="threadBase"/> the base of the thread that runs.</summary>
    /// <remarks>Safety: a thread area stands there.</remarks>
    [RequiresUnsafe]
    public static void SetThreadBase(nuint threadBase)
    {
        unsafe
        {
            // SAFETY: the caller's obligation; the function takes its argument in the third register.
            SetBase(0, 0, threadBase);
        }
    }

    /// <summary>The address of the area of the thread that runs.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitThreadBlock")]
    public static extern nuint ThreadBase();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitSetThreadBase")]
    private static extern void SetBase(nuint unused0, nuint unused1, nuint threadBase);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitThreadStart")]
    private static extern void ThreadStart();
}
