namespace Hermit.Scheduling;

/// <summary>Goes through the threads of a stopped world.</summary>
// SAFETY: the world is stopped, so no thread is created or ends meanwhile.
public unsafe ref struct ThreadEnumerator
{
    private Thread* _next;
    private Thread* _current;

    internal ThreadEnumerator(Thread* first)
    {
        _next = first;
        _current = null;
    }

    /// <summary>Whether the thread at hand is the caller's.</summary>
    public readonly bool IsCurrent => _current == Scheduler.Current;

    /// <summary>The lowest address of its stack that is in use. For the caller's own thread: below this property's caller.</summary>
    public readonly nuint StackPointer => IsCurrent ? Switch.StackPointer() : _current->StackPointer;

    /// <summary>The address after its stack.</summary>
    public readonly nuint StackHigh => _current->Block->StackHigh;

    /// <summary>The address of its thread block.</summary>
    public readonly nuint Block => (nuint)_current->Block;

    /// <summary>Goes to the next thread, if there is one.</summary>
    public bool MoveNext()
    {
        _current = _next;
        if (_current is null)
        {
            return false;
        }

        _next = _current->NextInAll;
        return true;
    }
}
