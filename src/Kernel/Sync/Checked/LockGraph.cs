using System.Runtime.CompilerServices;

namespace Hermit.Sync;

/// <summary>
/// Every order in which two locks were ever taken. A cycle means that some schedule deadlocks, even if none has yet. Past its capacity it learns no more.
/// </summary>
internal struct LockGraph
{
    private const int Capacity = 1024;

    private Edges _edges;
    private int _count;

    /// <summary>
    /// Learns that <paramref name="second"/> is about to be taken at <paramref name="site"/> with <paramref name="first"/> held. Returns
    /// <see langword="false"/> if that closes a cycle, with the edge that leads into <paramref name="first"/> on the other way around.
    /// </summary>
    public bool TryAdd(HeldLock first, uint second, CallSite site, out LockEdge opposite)
    {
        opposite = default;
        for (int index = 0; index < _count; index++)
        {
            if (_edges[index].First == first.Id && _edges[index].Second == second)
            {
                return true;
            }
        }

        if (Leads(second, first.Id, out opposite))
        {
            return false;
        }

        if (_count < Capacity)
        {
            _edges[_count++] = new LockEdge(first, second, site);
        }

        return true;
    }

    private bool Leads(uint from, uint to, out LockEdge last)
    {
        last = default;
        for (int index = 0; index < _count; index++)
        {
            _edges[index].Reached = false;
        }

        bool grown = true;
        while (grown)
        {
            grown = false;
            for (int index = 0; index < _count; index++)
            {
                ref LockEdge edge = ref _edges[index];
                if (edge.Reached || (edge.First != from && !IsReached(edge.First)))
                {
                    continue;
                }

                edge.Reached = true;
                grown = true;
                if (edge.Second == to)
                {
                    last = edge;
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsReached(uint id)
    {
        for (int index = 0; index < _count; index++)
        {
            if (_edges[index].Reached && _edges[index].Second == id)
            {
                return true;
            }
        }

        return false;
    }

    [InlineArray(Capacity)]
    private struct Edges
    {
        private LockEdge _first;
    }
}
