using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>The locks that one context holds, oldest first. Only that context touches them.</summary>
internal struct HeldLocks
{
    /// <summary>How many locks a context may hold at once and still be checked.</summary>
    public const int Capacity = 16;

    private Entries _entries;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The lock at that position.</summary>
    public readonly HeldLock this[int index] => _entries[index];

    /// <summary>Adds the lock taken last, if there is room.</summary>
    public void Push(HeldLock held)
    {
        if (Count < Capacity)
        {
            _entries[Count++] = held;
        }
    }

    /// <summary>Removes the newest hold of lock <paramref name="id"/>, if it is there.</summary>
    public void Remove(uint id)
    {
        int index = Count - 1;
        while (index >= 0 && _entries[index].Id != id)
        {
            index--;
        }

        if (index < 0)
        {
            return;
        }

        for (; index < Count - 1; index++)
        {
            _entries[index] = _entries[index + 1];
        }

        Count--;
    }

    [InlineArray(Capacity)]
    private struct Entries
    {
        private HeldLock _first;
    }
}
