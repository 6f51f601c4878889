using System.Runtime.CompilerServices;

using Hermit.Memory;

namespace Hermit.Scheduling;

/// <summary>Threads in the order of their arrival. A thread stands in one such queue at most.</summary>
internal struct ThreadQueue
{
    private PoolLink _first;
    private PoolLink _last;

    /// <summary>Whether there are none.</summary>
    public readonly bool IsEmpty => _first.IsNone;

    /// <summary>Adds at the end.</summary>
    public void Add(in Pool<Thread> threads, PoolLink thread, ref Thread record)
    {
        record.Previous = _last;
        if (_last.IsNone)
        {
            _first = thread;
        }
        else
        {
            threads[_last].Next = thread;
        }

        _last = thread;
    }

    /// <summary>Adds at the front.</summary>
    public void AddFirst(in Pool<Thread> threads, PoolLink thread)
    {
        threads[thread].Next = _first;
        if (_first.IsNone)
        {
            _last = thread;
        }
        else
        {
            threads[_first].Previous = thread;
        }

        _first = thread;
    }

    /// <summary>Takes the first; there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PoolLink Take(in Pool<Thread> threads)
    {
        PoolLink thread = _first;
        ref Thread record = ref threads[thread];
        _first = record.Next;
        if (_first.IsNone)
        {
            _last = default;
        }
        else
        {
            threads[_first].Previous = default;
        }

        record.Next = default;
        return thread;
    }

    /// <summary>Takes one out, which must be in this queue.</summary>
    public void Remove(in Pool<Thread> threads, ref Thread record)
    {
        if (record.Previous.IsNone)
        {
            _first = record.Next;
        }
        else
        {
            threads[record.Previous].Next = record.Next;
        }

        if (record.Next.IsNone)
        {
            _last = record.Previous;
        }
        else
        {
            threads[record.Next].Previous = record.Previous;
        }

        record.Next = default;
        record.Previous = default;
    }
}
