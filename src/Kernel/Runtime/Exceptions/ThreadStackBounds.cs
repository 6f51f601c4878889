using Hermit.Machine;

namespace Hermit.Runtime.Exceptions;

/// <summary>Between which addresses a stack walk may read.</summary>
internal readonly struct ThreadStackBounds
{
    private ThreadStackBounds(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    /// <summary>The lowest address.</summary>
    public ulong Low { get; }

    /// <summary>The address behind the highest.</summary>
    public ulong High { get; }

    /// <summary>The stack of the thread that runs, or was interrupted.</summary>
    public static ThreadStackBounds Current
    {
        get
        {
            ref ThreadExceptionState state = ref ThreadExceptionState.Current;
            return new ThreadStackBounds(state.StackLow, state.StackHigh);
        }
    }

    /// <summary>The stack that <paramref name="stackPointer"/> is in: the thread's, or one for interrupts, which are part of the image's data.</summary>
    public static ThreadStackBounds Around(ulong stackPointer)
    {
        ThreadStackBounds thread = Current;
        return stackPointer >= thread.Low && stackPointer < thread.High ? thread : new ThreadStackBounds(stackPointer, ImageLayout.Data.End);
    }
}
