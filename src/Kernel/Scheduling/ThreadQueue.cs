namespace Hermit.Scheduling;

/// <summary>Threads in the order of their arrival. Guarded by the scheduler's lock.</summary>
// SAFETY: holds only threads that Add was given and Remove or Take was not; a thread in a queue does not end.
internal unsafe struct ThreadQueue
{
    private Thread* _first;
    private Thread* _last;

    /// <summary>Whether there are none.</summary>
    public readonly bool IsEmpty => _first is null;

    /// <summary>Adds at the end.</summary>
    public void Add(Thread* thread)
    {
        thread->Next = null;
        thread->Previous = _last;
        if (_last is null)
        {
            _first = thread;
        }
        else
        {
            _last->Next = thread;
        }

        _last = thread;
    }

    /// <summary>Takes the first; null when there is none.</summary>
    public Thread* Take()
    {
        Thread* thread = _first;
        if (thread is not null)
        {
            Remove(thread);
        }

        return thread;
    }

    /// <summary>Takes one out, which must be in this queue.</summary>
    public void Remove(Thread* thread)
    {
        if (thread->Previous is null)
        {
            _first = thread->Next;
        }
        else
        {
            thread->Previous->Next = thread->Next;
        }

        if (thread->Next is null)
        {
            _last = thread->Previous;
        }
        else
        {
            thread->Next->Previous = thread->Previous;
        }

        thread->Next = null;
        thread->Previous = null;
    }
}
