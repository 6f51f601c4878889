using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>The memory of threads. From the top of a stack down: the thread, its thread block, its thread-local variables, its frames.</summary>
// SAFETY: a thread lies in committed pages at the top of its own stack, which is new or has been left by everybody.
internal static unsafe class ThreadMemory
{
    /// <summary>A thread with nothing to do yet; null when memory ran out.</summary>
    public static Thread* Create(nuint stackBytes)
    {
        if (!StackWindow.TryReserve(stackBytes, out ThreadStack stack))
        {
            return null;
        }

        nuint threadAddress = (stack.End - (nuint)sizeof(Thread)) & ~(nuint)63;
        ThreadBlock* block = ThreadLocalTemplate.Place(threadAddress, out nuint stackHigh);
        // Room for the first frame, too, so that a new thread starts without a fault.
        if (!stack.TryCommit(stackHigh - FrameAllocator.FrameSize))
        {
            Release(stack);
            return null;
        }

        // SAFETY: committed pages are zeroed, and these are new; Place keeps within them.
        Thread* thread = (Thread*)threadAddress;
        ThreadLocalTemplate.CopyTo(block);
        block->Self = block;
        block->Thread = thread;
        block->StackLow = stack.Low;
        block->StackHigh = stackHigh;
        thread->Block = block;
        thread->Stack = stack;
        return thread;
    }

    /// <summary>Frees an ended thread on which no CPU runs any more.</summary>
    /// <remarks>Safety: no queue, no CPU and no caller has the thread any more.</remarks>
    [RequiresUnsafe]
    public static void Free(Thread* thread)
    {
        // A copy, since the thread goes with its stack.
        ThreadStack stack = thread->Stack;
        Release(stack);
    }

    private static void Release(ThreadStack stack)
    {
        stack.Decommit(stack.End);
        StackWindow.Release(stack);
    }
}
