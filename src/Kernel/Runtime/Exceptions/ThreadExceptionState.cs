using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hermit.Abi;
using Hermit.Unwinding;

namespace Hermit.Runtime.Exceptions;

/// <summary>What exception handling uses of the per-thread block that FS points to.</summary>
[StructLayout(LayoutKind.Explicit)]
internal struct ThreadExceptionState
{
    /// <summary>The flag in <see cref="StateFlags"/> that is set while handlers of one exception run one after the other.</summary>
    public const uint DoNotTriggerGc = AbiConstants.DoNotTriggerGc;

    /// <summary>The innermost dispatch of the thread; null if there is none.</summary>
    [FieldOffset(ThreadBlockPlaces.ExInfoHead)]
    public unsafe ExInfo* ExInfoHead;

    /// <summary>Not 0 while the thread is in native code, that is, in a P/Invoke.</summary>
    [FieldOffset(ThreadBlockPlaces.TransitionFrame)]
    public nuint TransitionFrame;

    /// <summary>Flags.</summary>
    [FieldOffset(ThreadBlockPlaces.StateFlags)]
    public uint StateFlags;

    /// <summary>The lowest address of the thread's stack.</summary>
    [FieldOffset(ThreadBlockPlaces.StackLow)]
    public ulong StackLow;

    /// <summary>The address behind the thread's stack.</summary>
    [FieldOffset(ThreadBlockPlaces.StackHigh)]
    public ulong StackHigh;

    /// <summary>The current thread's block.</summary>
    public static ref ThreadExceptionState Current
    {
        get
        {
            // SAFETY: every thread that can run this code has a block with this layout at FS, for as long as it lives.
            unsafe
            {
                return ref *GetBlock();
            }
        }
    }

    /// <summary>
    /// The current thread's stack from <paramref name="address"/> on; empty when the address is not in it. Frames below
    /// <paramref name="address"/> are dead, so nothing there is worth reading, and pages there may not be committed.
    /// </summary>
    public static StackWords GetStackFrom(ulong address)
    {
        ref ThreadExceptionState state = ref Current;
        if (address < state.StackLow || address >= state.StackHigh || address % sizeof(ulong) != 0)
        {
            return default;
        }

        // SAFETY: the range lies in the current thread's stack, at or above a frame that is live, hence committed.
        unsafe
        {
            return new StackWords(address, new ReadOnlySpan<ulong>((void*)address, (int)((state.StackHigh - address) / sizeof(ulong))));
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("HermitThreadBlock")]
    private static extern unsafe ThreadExceptionState* GetBlock();
}
