namespace Hermit.Scheduling;

/// <summary>Threads by deadline: a pairing heap (Fredman, Sedgewick, Sleator, Tarjan 1986) through the threads themselves. Guarded by the scheduler's lock.</summary>
// SAFETY: holds only threads that Add was given and Remove was not; a thread is removed before it can end.
internal unsafe struct SleepQueue
{
    private Thread* _root;

    /// <summary>The thread with the earliest deadline; null when none sleeps.</summary>
    public readonly Thread* Earliest => _root;

    /// <summary>Adds a thread by its deadline.</summary>
    public void Add(Thread* thread)
    {
        thread->HeapChild = null;
        thread->HeapSibling = null;
        thread->HeapPrevious = null;
        thread->Sleeps = true;
        _root = Meld(_root, thread);
    }

    /// <summary>Takes a thread out, which must be in here.</summary>
    public void Remove(Thread* thread)
    {
        Thread* children = MeldPairs(thread->HeapChild);
        if (thread == _root)
        {
            _root = children;
        }
        else
        {
            Cut(thread);
            _root = Meld(_root, children);
        }

        thread->HeapChild = null;
        thread->Sleeps = false;
    }

    private static void Cut(Thread* thread)
    {
        if (thread->HeapPrevious->HeapChild == thread)
        {
            thread->HeapPrevious->HeapChild = thread->HeapSibling;
        }
        else
        {
            thread->HeapPrevious->HeapSibling = thread->HeapSibling;
        }

        if (thread->HeapSibling is not null)
        {
            thread->HeapSibling->HeapPrevious = thread->HeapPrevious;
        }

        thread->HeapSibling = null;
        thread->HeapPrevious = null;
    }

    private static Thread* Meld(Thread* left, Thread* right)
    {
        if (left is null || right is null)
        {
            return left is null ? right : left;
        }

        if (right->Deadline < left->Deadline)
        {
            Thread* earlier = right;
            right = left;
            left = earlier;
        }

        right->HeapSibling = left->HeapChild;
        if (right->HeapSibling is not null)
        {
            right->HeapSibling->HeapPrevious = right;
        }

        right->HeapPrevious = left;
        left->HeapChild = right;
        return left;
    }

    // Melds siblings in pairs from the left, then the pairs from the right; without recursion, so that depth costs no stack.
    private static Thread* MeldPairs(Thread* first)
    {
        Thread* pairs = null;
        while (first is not null)
        {
            Thread* second = first->HeapSibling;
            Thread* rest = second is null ? null : second->HeapSibling;
            Detach(first);
            Detach(second);
            Thread* pair = Meld(first, second);
            pair->HeapSibling = pairs;
            pairs = pair;
            first = rest;
        }

        Thread* result = null;
        while (pairs is not null)
        {
            Thread* rest = pairs->HeapSibling;
            Detach(pairs);
            result = Meld(result, pairs);
            pairs = rest;
        }

        return result;
    }

    private static void Detach(Thread* thread)
    {
        if (thread is not null)
        {
            thread->HeapSibling = null;
            thread->HeapPrevious = null;
        }
    }
}
