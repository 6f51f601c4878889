using System.Diagnostics.CodeAnalysis;

namespace Hermit.Scheduling;

/// <summary>The proof that the world is stopped, and the only way to its threads; the world goes on when it is disposed of.</summary>
[Guard]
public readonly ref struct StoppedWorld
{
    /// <summary>All threads but the idle ones, for as long as the world is stopped.</summary>
    [UnscopedRef]
    public ThreadWalk Threads
    {
        get
        {
            unsafe
            {
                // SAFETY: the world is stopped as long as this lives, and the result lives no longer.
                return World.ThreadsUnguarded();
            }
        }
    }

    /// <summary>Lets all threads go on.</summary>
    public void Dispose()
    {
        unsafe
        {
            // SAFETY: this guard stopped the world, and no walk outlives it.
            World.ResumeUnguarded();
        }
    }
}
