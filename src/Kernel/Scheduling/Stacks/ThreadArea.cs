using Hermit.Abi;

namespace Hermit.Scheduling;

/// <summary>
/// What a thread has at the top of its own stack, for nobody but itself: the thread's base register refers to it. Its page fault handler finds the
/// stack here, without a lock.
/// </summary>
internal struct ThreadArea
{
    /// <summary>What compiled code knows of.</summary>
    public ThreadBlock Block;

    /// <summary>The stack that the area is part of; empty for a boot stack, which does not grow.</summary>
    public ThreadStack Stack;

    /// <summary>That of the thread that runs.</summary>
    public static ref ThreadArea OfCurrent
    {
        get
        {
            unsafe
            {
                // SAFETY: the base register refers to an area from ThreadStacks.AdoptBootStack on, and that stays as long as its thread runs.
                return ref *(ThreadArea*)Switch.ThreadBase();
            }
        }
    }
}
