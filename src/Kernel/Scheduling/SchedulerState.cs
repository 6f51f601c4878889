namespace Hermit.Scheduling;

/// <summary>Everything that <see cref="SchedulerLock"/> guards.</summary>
// SAFETY: threads stay until they have been unlinked and another one runs (Thread); the lock is held by whoever has a reference to the state.
internal unsafe struct SchedulerState
{
    /// <summary>Threads that wait for the CPU.</summary>
    public ThreadQueue Ready;

    /// <summary>Threads that wait for a moment.</summary>
    public SleepQueue Sleepers;

    /// <summary>The thread that runs when no other can.</summary>
    public Thread* Idle;

    /// <summary>A thread that has ended and whose stack the next one frees.</summary>
    public Thread* Ended;

    /// <summary>The first of all threads but the idle one.</summary>
    public Thread* AllThreads;

    /// <summary>Their number.</summary>
    public int ThreadCount;

    /// <summary>The last number given out.</summary>
    public uint LastThreadId;

    /// <summary>When the running thread has to let others run; 0 while its slice is not being measured.</summary>
    public ulong SliceEnd;

    /// <summary>What the timer is armed for.</summary>
    public ulong TimerDeadline;

    /// <summary>Adds to all threads.</summary>
    public void Link(Thread* thread)
    {
        thread->NextInAll = AllThreads;
        if (AllThreads is not null)
        {
            AllThreads->PreviousInAll = thread;
        }

        AllThreads = thread;
        ThreadCount++;
    }

    /// <summary>Takes from all threads.</summary>
    public void Unlink(Thread* thread)
    {
        if (thread->PreviousInAll is null)
        {
            AllThreads = thread->NextInAll;
        }
        else
        {
            thread->PreviousInAll->NextInAll = thread->NextInAll;
        }

        if (thread->NextInAll is not null)
        {
            thread->NextInAll->PreviousInAll = thread->PreviousInAll;
        }

        ThreadCount--;
    }
}
