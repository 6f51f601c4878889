using System.Runtime.CompilerServices;

using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>The memory of threads: a stack, and at its top the thread's area and its thread-local variables.</summary>
internal static class ThreadMemory
{
    /// <summary>The thread that runs.</summary>
    public static ThreadHandle CurrentThread => ThreadHandle.FromBits(ThreadArea.OfCurrent.Block.Thread);

    /// <summary>Its number.</summary>
    public static uint CurrentThreadId => (uint)ThreadArea.OfCurrent.Block.ThreadId;

    /// <summary>Makes the thread that runs an idle thread, and hands out its area.</summary>
    public static void SetIdle(ThreadHandle thread, out nuint area)
    {
        ThreadArea.OfCurrent.Block.Thread = (nuint)thread.ToBits();
        area = ThreadArea.OfCurrent.Block.Self;
    }

    /// <summary>An area on a new stack, which <paramref name="stackPointer"/> leaves so that switching to it calls <paramref name="entry"/>; false when memory ran out.</summary>
    /// <remarks>Safety: the entry may be called with the argument, on a thread of its own.</remarks>
    [RequiresUnsafe]
    public static unsafe bool TryCreate(nuint stackBytes, delegate*<nuint, void> entry, nuint argument, out nuint address, out nuint stackPointer)
    {
        address = 0;
        stackPointer = 0;
        if (!SpareStacks.TryTake(StackWindow.ReservedBytes(stackBytes), out ThreadStack stack) && !StackWindow.TryReserve(stackBytes, out stack))
        {
            return false;
        }

        address = ThreadLocalStorage.Place(stack.End, (nuint)Unsafe.SizeOf<ThreadArea>(), out nuint stackHigh);
        // Room for the first frame, too, so that a new thread starts without a fault.
        if (!stack.TryCommit(stackHigh - FrameAllocator.FrameSize))
        {
            Release(stack);
            return false;
        }

        // SAFETY: the pages are committed and nobody's; Place keeps within them.
        ref ThreadArea area = ref *(ThreadArea*)address;
        area = default;
        ThreadLocalStorage.Initialize(address);
        area.Block.Self = address;
        area.Block.StackLow = stack.Low;
        area.Block.StackHigh = stackHigh;
        area.Stack = stack;
        // SAFETY: the stack was just committed and nobody runs on it.
        stackPointer = Switch.Prepare(stackHigh, entry, argument);
        return true;
    }

    /// <summary>Says whose area it is; returns the address after its stack.</summary>
    /// <remarks>Safety: the area came from <see cref="TryCreate"/>, and nobody runs on it yet.</remarks>
    [RequiresUnsafe]
    public static nuint SetOwner(nuint address, ThreadHandle thread, uint id)
    {
        ref ThreadArea area = ref At(address);
        area.Block.Thread = (nuint)thread.ToBits();
        area.Block.ThreadId = id;
        return area.Block.StackHigh;
    }

    /// <summary>Frees the area of a thread that has ended, with its stack.</summary>
    /// <remarks>Safety: no CPU and no queue has the thread any more.</remarks>
    [RequiresUnsafe]
    public static void Free(nuint address)
    {
        // A copy, since the area goes with its stack.
        ThreadStack stack = At(address).Stack;
        Release(stack);
    }

    // The callers vouch for the address.
    private static ref ThreadArea At(nuint address)
    {
        unsafe
        {
            // SAFETY: an area stands there, says the caller, in pages that stay committed until Free.
            return ref *(ThreadArea*)address;
        }
    }

    private static void Release(ThreadStack stack)
    {
        if (SpareStacks.TryKeep(ref stack))
        {
            return;
        }

        stack.Decommit(stack.End);
        StackWindow.Release(stack);
    }
}
